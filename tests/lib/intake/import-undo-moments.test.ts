import { closeDatabase, database } from "@/lib/core/db";
import { undoImport } from "@/lib/intake/importing/commands";
import { workOut } from "@/lib/leads/clocks/keeping/commands";
import { assignLead } from "@/lib/leads/ownership/commands";
import { leadPage } from "@/lib/leads/page/queries";
import { ctxOf, makeCompany, makeLead, makeUser } from "@/tests/support/house";
import { bring, stepAll } from "@/tests/support/imports";
import type { UserActor } from "@/lib/core/ctx";

jest.setTimeout(60_000);
afterAll(closeDatabase);

async function house() {
  const company = await makeCompany();
  const [vera, nora] = [await makeUser("employee", [company.id]), await makeUser("employee", [company.id])];
  return { actor: await makeUser("manager", [company.id]), companyId: company.id, vera, nora };
}
const undo = async (actor: UserActor, importId: string) => {
  await undoImport(ctxOf(actor), { importId });
  await stepAll();
};
const momentsOf = (id: string) =>
  database().lead.findUniqueOrThrow({
    where: { id },
    select: { ownerId: true, assignedAt: true, lastActivityAt: true },
  });
const give = (actor: UserActor, leadId: string, ownerId: string | null, seenOwnerId: string | null) =>
  assignLead(ctxOf(actor), { leadId, ownerId, seenOwnerId, reason: "" });
/** As its clocks say it. */
const assignMinutes = async (leadId: string) => {
  await database().$transaction((tx) => workOut(tx, [leadId], { now: new Date(), quiet: true }));
  return (await database().leadDue.findUniqueOrThrow({ where: { leadId } })).assignMinutes;
};

test("undone, a lead that had nobody was never assigned and nothing happened with it, also one that is in the file twice", async () => {
  const { actor, companyId, vera, nora } = await house();
  const [once, twice] = [
    await makeLead(companyId, { email: "ana@x.example" }),
    await makeLead(companyId, { email: "beto@x.example" }),
  ];
  const before = [await momentsOf(once.id), await momentsOf(twice.id)];
  expect(before).toMatchObject([{ assignedAt: null }, { assignedAt: null }]);
  const file = `Mail;Vendedor\nana@x.example;${vera.email}\nbeto@x.example;${vera.email}\nbeto@x.example;${nora.email}\n`;
  const importId = await bring(actor, file, { onMatch: "overwrite", overwrite: ["owner"] });
  expect(await momentsOf(twice.id)).toMatchObject({ ownerId: nora.id, assignedAt: expect.any(Date) as Date });
  expect(await assignMinutes(once.id)).toStrictEqual(expect.any(Number));
  await undo(actor, importId);
  expect([await momentsOf(once.id), await momentsOf(twice.id)]).toStrictEqual(before);
  expect(await assignMinutes(once.id)).toBeNull();
  const { lead } = await leadPage(ctxOf(actor), { number: once.number, locale: "es" });
  expect(lead).toMatchObject({ owner: null, assignedAt: null, assignment: null });
});

test("when a lead was first given stays, where it was before the file or somebody has given it since", async () => {
  const { actor, companyId, vera, nora } = await house();
  const [former, since] = [
    await makeLead(companyId, { email: "ana@x.example" }),
    await makeLead(companyId, { email: "beto@x.example" }),
  ];
  await give(actor, former.id, nora.id, null);
  await give(actor, former.id, null, nora.id);
  const { assignedAt } = await momentsOf(former.id);
  const importId = await bring(actor, `Mail;Vendedor\nana@x.example;${vera.email}\nbeto@x.example;${vera.email}\n`);
  await give(actor, since.id, nora.id, vera.id);
  const given = await momentsOf(since.id);
  await undo(actor, importId);
  expect(await momentsOf(former.id)).toMatchObject({ ownerId: null, assignedAt });
  expect(await momentsOf(since.id)).toStrictEqual(given);
});

test("whoever looked at a lead first does so again, and whoever was given it by hand has it so", async () => {
  const { actor, companyId, vera, nora } = await house();
  const [first, byHand] = [
    await makeLead(companyId, { email: "ana@x.example", defaultOwnerId: vera.id }),
    await makeLead(companyId, { email: "beto@x.example" }),
  ];
  await give(actor, byHand.id, vera.id, null);
  const file = `Mail;Vendedor\nana@x.example;${nora.email}\nbeto@x.example;${nora.email}\n`;
  const importId = await bring(actor, file, { onMatch: "overwrite", overwrite: ["owner"] });
  const methodOf = async ({ number }: { number: number }) =>
    (await leadPage(ctxOf(actor), { number, locale: "es" })).lead.assignment?.method;
  expect([await methodOf(first), await methodOf(byHand)]).toStrictEqual(["import", "import"]);
  await undo(actor, importId);
  expect([await methodOf(first), await methodOf(byHand)]).toStrictEqual(["default-owner", "by-hand"]);
});
