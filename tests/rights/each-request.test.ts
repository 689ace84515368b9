import { z } from "zod";
import { defineAction, defineRoute } from "@/lib/auth/define-action";
import { defineApiRoute } from "@/lib/auth/define-api-route";
import { authorize } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { updateRole } from "@/lib/users/roles/commands";
import { getRole } from "@/lib/users/roles/queries";
import { enter } from "@/tests/rights/browser";
import { ask, makeKey } from "@/tests/support/api";
import { ctxOf, makeCompany, makeUser } from "@/tests/support/house";
import { statementsOf } from "@/tests/support/statements";
import type { Ctx } from "@/lib/core/ctx";

jest.mock(
  "next/headers",
  () => jest.requireActual<{ requestHeaders: object }>("@/tests/rights/browser").requestHeaders,
);

/** It asks for a permission and does nothing: what is left is what authorising costs. */
const verb = { input: z.object({}), run: (ctx: Ctx) => Promise.resolve(authorize(ctx, "lead.assign")) };
const act = defineAction(verb);
const route = defineRoute(verb);
const api = defineApiRoute({ input: z.object({}), run: (ctx: Ctx) => Promise.resolve(authorize(ctx, "lead.read")) });

test("knowing who asks and what they may is one statement", async () => {
  const manager = await makeUser("manager", [(await makeCompany()).id]);
  await enter(manager);
  // Once a minute it is noted that the session is in use.
  await act({});
  const { result, sent } = await statementsOf(() => act({}));
  expect(result).toStrictEqual({ ok: true, data: "company" });
  expect(sent).toHaveLength(1);
  const request = new Request("http://server:3000/x", { headers: { host: "server:3000" } });
  const answer = await statementsOf(() => route(request, { params: Promise.resolve({}) }));
  expect(answer.result.status).toBe(200);
  expect(answer.sent).toHaveLength(1);
});

test("a change of rights holds at the next request, through every door", async () => {
  const admin = ctxOf(await makeUser("admin"));
  const company = await makeCompany();
  const manager = await makeUser("manager", [company.id]);
  const maker = await makeUser("manager", [company.id]);
  const { id, key } = await makeKey({ companyIds: [company.id], permissions: ["lead.read"] });
  await database().apiKey.update({ where: { id }, data: { madeById: maker.id } });
  await enter(manager);
  expect(await act({})).toMatchObject({ ok: true, data: "company" });
  expect((await ask(api, "/x", { key })).status).toBe(200);

  const { id: roleId } = await database().role.findUniqueOrThrow({ where: { key: "manager" } });
  const { grants } = (await getRole(admin, roleId)).role;
  await updateRole(admin, { roleId, set: { grants: { "user.read": "company" } }, seen: { grants } });

  expect(await act({})).toMatchObject({ ok: false, code: "FORBIDDEN" });
  const request = new Request("http://server:3000/x", { headers: { host: "server:3000" } });
  expect((await route(request, { params: Promise.resolve({}) })).status).toBe(403);
  // A key may no more than whoever made it.
  expect((await ask(api, "/x", { key })).status).toBe(403);
});
