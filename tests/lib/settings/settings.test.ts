import { database } from "@/lib/core/db";
import { addCompany, updateCompany, updateOrganisation } from "@/lib/settings/commands";
import { ORGANISATION_SUBJECT } from "@/lib/settings/events";
import { companies } from "@/lib/settings/queries";
import { ctxOf, makeUser } from "@/tests/support/house";
import { announced } from "@/tests/support/people";

beforeAll(async () => {
  await database().organisation.create({ data: { id: 1, name: "Grupo", setUpAt: new Date() } });
});

test("the organisation is changed by an admin, once announced; a stale edit is a conflict", async () => {
  const admin = await makeUser("admin");
  const rename = (name: string) => updateOrganisation(ctxOf(admin), { set: { name }, seen: { name: "Grupo" } });
  expect(await announced(ORGANISATION_SUBJECT, () => rename("Grupo Sur"))).toStrictEqual(["organisation.updated"]);
  await expect(rename("Grupo Norte")).rejects.toMatchObject({
    code: "CONFLICT",
    details: { field: "name", by: "admin Tester", to: "Grupo Sur" },
  });
  await expect(
    updateOrganisation(ctxOf(await makeUser("manager")), { set: { name: "x" }, seen: { name: "Grupo Sur" } }),
  ).rejects.toMatchObject({ code: "FORBIDDEN" });
});

test("companies keep names and keys apart, also when made at once, and one stays active", async () => {
  const ctx = ctxOf(await makeUser("admin"));
  const { id } = await addCompany(ctx, { name: "Más Logística" });
  const twice = await Promise.allSettled([
    addCompany(ctx, { name: "Depósito" }),
    addCompany(ctx, { name: "DEPOSITO" }),
  ]);
  expect(twice.map((result) => result.status).sort()).toStrictEqual(["fulfilled", "rejected"]);
  expect(await database().company.findUnique({ where: { id } })).toMatchObject({ key: "mas-logistica" });
  const off = (companyId: string) => updateCompany(ctx, { companyId, set: { active: false }, seen: { active: true } });
  expect(await announced(id, () => off(id))).toStrictEqual(["company.updated"]);
  const [last, ...more] = await companies({}, { activeOnly: true });
  expect(more).toStrictEqual([]);
  await expect(off(String(last?.id))).rejects.toMatchObject({ details: { reason: "lastCompany" } });
});

test("companies are refused to a manager", async () => {
  const ctx = ctxOf(await makeUser("manager"));
  await expect(addCompany(ctx, { name: "x" })).rejects.toMatchObject({ code: "FORBIDDEN" });
});
