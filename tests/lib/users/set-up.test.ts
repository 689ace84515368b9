import { actorOfSession } from "@/lib/auth/queries";
import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { issueSetUpToken } from "@/lib/settings/commands";
import { organisation } from "@/lib/settings/queries";
import { completeSetUp, completeSetUpByOperator } from "@/lib/users/set-up/commands";
import { setUpState } from "@/lib/users/set-up/queries";
import { repeatedCompany } from "@/lib/users/set-up/schema";
import { AT_HOME, freshSetUpToken, PASSWORD } from "@/tests/support/people";
import type { SetUpInput } from "@/lib/users/set-up/schema";

const visitor = systemCtx("visitor");

function input(token: string, userName = "ana"): SetUpInput {
  return {
    token,
    person: { firstName: "Ana", lastName: "Pérez", email: `${userName}@example.test`, userName, password: PASSWORD },
    organisation: { name: "Grupo", timeZone: "America/Argentina/Cordoba", defaultCountry: "AR", locale: "es" },
    companies: [{ name: "INTRALOG" }, { name: "INTRAPAL" }],
  };
}

/** As before the first start. */
async function anew(): Promise<string> {
  await database().organisation.deleteMany();
  return freshSetUpToken();
}

test("a wrong token, none, and one that was replaced open nothing", async () => {
  const old = await anew();
  const token = await freshSetUpToken();
  expect(await setUpState("")).toBe("closed");
  expect(await setUpState(old)).toBe("closed");
  expect(await setUpState(token)).toBe("open");
  await expect(completeSetUp(visitor, input(old), AT_HOME)).rejects.toMatchObject({ details: { reason: "setUpDone" } });
  expect((await organisation()).isSetUp).toBe(false);
});

test("a refused password or a company named twice says which field, and the token still works", async () => {
  const token = await anew();
  const weak = input(token);
  weak.person.password = "corta";
  await expect(completeSetUp(visitor, weak, AT_HOME)).rejects.toMatchObject({
    fields: { "person.password": "passwordTooShort" },
  });
  const twice = input(token);
  twice.companies = [{ name: "Intralog" }, { name: "INTRALOG" }];
  await expect(completeSetUp(visitor, twice, AT_HOME)).rejects.toMatchObject({
    fields: { "companies.1.name": "taken" },
  });
  expect(await setUpState(token)).toBe("open");
});

test("a company is named twice whatever its case and accents; two that differ aren’t", () => {
  const named = (...names: string[]) => repeatedCompany(names.map((name) => ({ name })));
  expect(named("INTRALOG", "Sur", " intralóg ")).toBe("companies.2.name");
  expect(named("INTRALOG", "INTRAPAL")).toBeUndefined();
});

test("of two at once one wins, who is admin of every company and signed in; afterwards nothing opens it", async () => {
  const token = await anew();
  const results = await Promise.allSettled([
    completeSetUp(visitor, input(token, "ana"), AT_HOME),
    completeSetUp(visitor, input(token, "beto"), AT_HOME),
  ]);
  expect(results.map((result) => result.status).sort()).toStrictEqual(["fulfilled", "rejected"]);
  const won = (await database().session.findFirstOrThrow()).id;
  const companies = await database().company.findMany({ orderBy: { position: "asc" } });
  expect(companies.map(({ key, name }) => ({ key, name }))).toStrictEqual([
    { key: "intralog", name: "INTRALOG" },
    { key: "intrapal", name: "INTRAPAL" },
  ]);
  expect(await actorOfSession(won)).toMatchObject({
    roleKey: "admin",
    companyIds: expect.arrayContaining(companies.map(({ id }) => id)) as string[],
    timeZone: "America/Argentina/Cordoba",
  });
  expect(await database().user.count()).toBe(1);
  const events = await database().event.findMany({ orderBy: { seq: "asc" } });
  expect(events.map(({ name }) => name)).toStrictEqual([
    "organisation.setUp",
    "company.created",
    "company.created",
    "user.created",
    "user.signedIn",
  ]);
  expect(await setUpState(token)).toBe("done");
  expect(await issueSetUpToken()).toBeUndefined();
  await expect(completeSetUpByOperator(visitor, input("", "carla"))).rejects.toMatchObject({
    details: { reason: "setUpDone" },
  });
});
