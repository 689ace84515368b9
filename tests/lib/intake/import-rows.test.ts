import { closeDatabase, database } from "@/lib/core/db";
import { startImport } from "@/lib/intake/importing/commands";
import { getImport, importProgress, importRows } from "@/lib/intake/importing/queries";
import { ctxOf, makeCompany, makeLead, makeUser, statusId } from "@/tests/support/house";
import { bring, check, outcomesOf, stepAll, upload } from "@/tests/support/imports";
import type { UserActor } from "@/lib/core/ctx";

jest.setTimeout(60_000);
afterAll(closeDatabase);

async function manager(): Promise<{ actor: UserActor; companyId: string }> {
  const company = await makeCompany();
  return { actor: await makeUser("manager", [company.id]), companyId: company.id };
}
const notesOf = async (actor: UserActor, importId: string) =>
  (await importRows(ctxOf(actor), { importId })).rows.map(({ line, reason, detail, notes }) =>
    [`${line}`, ...[{ reason, detail }, ...notes].map((note) => `${note.reason} ${note.detail}`.trim())].join(" | "),
  );

test("everything that is wrong with a row is told, not the first thing only", async () => {
  const { actor } = await manager();
  const file =
    "Nombre,Mail,Fecha,Estado,Responsable\nAna,no es,31/02/2025,Inventado,Nadie Así\nBeto,b@x.example,,,\n,,,Malo,\n";
  const importId = await upload(actor, file);
  await check(actor, importId);
  expect(await notesOf(actor, importId)).toStrictEqual([
    "2 | email_invalid no es | date_unreadable 31/02/2025 | status_unknown Inventado | owner_unknown Nadie Así",
    "3 | ",
    "4 | status_unknown Malo | no_contact",
  ]);
});

test("a group of refused rows says in how many more is wrong than its reason, and where a status is asked for", async () => {
  const { actor } = await manager();
  const file =
    "Nombre,Mail,Fecha,Estado\nAna,no es,,Inventado\nEva,tampoco,,\nBeto,b@x.example,31/02/2025,\nCarla,c@x.example,,\n";
  const importId = await upload(actor, file);
  await check(actor, importId);
  expect((await importProgress(ctxOf(actor), { importId })).counts).toStrictEqual([
    { ...{ outcome: "new", reason: "", undo: "" }, count: 1, more: 0, asksStatus: false },
    { ...{ outcome: "refused", reason: "date_unreadable", undo: "" }, count: 1, more: 0, asksStatus: false },
    { ...{ outcome: "refused", reason: "email_invalid", undo: "" }, count: 2, more: 1, asksStatus: true },
  ]);
});

test("a mail that is none isn't taken for nobody at all", async () => {
  const { actor } = await manager();
  const importId = await upload(actor, "Mail,Nombre\nno es,\n,\nana@x.example,Ana\n");
  await check(actor, importId);
  expect(await outcomesOf(importId)).toStrictEqual(["refused: email_invalid", "new"]);
});

test("of several mails in a cell the first is the lead's, and the others are kept", async () => {
  const { actor, companyId } = await manager();
  await bring(actor, 'Correo,Nombre\n"uno@x.example; dos@x.example",Ana\nAna y Eva uno@x.example dos@,Eva\n');
  const leads = await database().lead.findMany({ where: { companyId } });
  expect(leads).toMatchObject([{ email: "uno@x.example", extra: { Correo: "dos@x.example" } }]);
});

test("a person's later row moves the status, and says which row they were in already", async () => {
  const { actor, companyId } = await manager();
  const file = [
    "Nombre,Mail,Estado",
    "Ana,ana@x.example,Pendiente",
    "Beto,beto@x.example,Pendiente",
    "Ana,ANA@x.example,Cotizado",
    "Otra Ana,ana@x.example,",
    "Ana,ana@x.example,Contactado",
  ];
  const importId = await upload(actor, file.join("\n"));
  expect((await getImport(ctxOf(actor), { importId })).settings).toMatchObject({
    onMatch: "update",
    overwrite: ["status"],
  });
  await check(actor, importId);
  const told = ["2 | ", "3 | ", "4 | again 2", "5 | again 2 | differs contactName", "6 | again 2"];
  expect(await notesOf(actor, importId)).toStrictEqual(told);
  expect(await database().lead.count({ where: { companyId } })).toBe(0);
  await startImport(ctxOf(actor), { importId });
  await stepAll();
  expect(await notesOf(actor, importId)).toStrictEqual(told);
  const outcomes = ["new", "new", "updated: again", "unchanged: again", "updated: again"];
  expect(await outcomesOf(importId)).toStrictEqual(outcomes);
  expect(await database().lead.findFirst({ where: { companyId, email: "ana@x.example" } })).toMatchObject({
    contactName: "Ana",
    statusId: await statusId("contacted"),
  });
});

test("also when the rows are in two batches, and no row is told so that a second check sees as somebody new", async () => {
  const { actor, companyId } = await manager();
  const others = Array.from({ length: 510 }, (_, n) => `P${n},p${n}@x.example,`);
  const importId = await upload(
    actor,
    ["Nombre,Mail,Estado", "Ana,ana@x.example,Pendiente", ...others, "Ana,ana@x.example,Cotizado"].join("\n"),
  );
  await check(actor, importId, { matchBy: ["email"] });
  await check(actor, importId, { matchBy: [] });
  expect((await outcomesOf(importId)).at(-1)).toBe("new");
  await check(actor, importId, { matchBy: ["email"] });
  await startImport(ctxOf(actor), { importId });
  await stepAll();
  expect((await notesOf(actor, importId))[0]).toBe("2 | ");
  const { rows } = await importRows(ctxOf(actor), { importId, reason: "again" });
  expect(rows).toMatchObject([{ line: 513, outcome: "updated", detail: "2" }]);
  expect(await database().lead.count({ where: { companyId } })).toBe(511);
});

test("without a status column what is there is only filled in, and what differs is named", async () => {
  const { actor, companyId } = await manager();
  await makeLead(companyId, { email: "ana@norte.example", firm: "Norte SA" });
  const importId = await bring(actor, "Nombre,Mail,Empresa\nOtra Ana,ANA@norte.example,Sur SRL\n");
  expect(await notesOf(actor, importId)).toStrictEqual(["2 | differs contactName,firm"]);
});

test("somebody nobody can contact stands apart in the dry run, and is let in", async () => {
  const { actor, companyId } = await manager();
  const importId = await upload(actor, "Nombre,Mail,Empresa\nSolo Nombre,,\nAna,ana@x.example,\nBeto,,Sur SRL\n");
  await check(actor, importId);
  const { counts } = await importProgress(ctxOf(actor), { importId });
  const none = { more: 0, asksStatus: false };
  expect(counts).toStrictEqual([
    { ...none, outcome: "new", reason: "", undo: "", count: 2 },
    { ...none, outcome: "new", reason: "unreachable", undo: "", count: 1 },
  ]);
  await startImport(ctxOf(actor), { importId });
  await stepAll();
  expect(await database().lead.count({ where: { companyId } })).toBe(3);
});

test("of several leads with the same mail the row says that the newest was taken; of one it says nothing", async () => {
  const { actor, companyId } = await manager();
  const at = (month: number) => new Date(Date.UTC(2025, month, 1));
  await makeLead(companyId, { email: "ana@x.example", at: at(0) });
  const newest = await makeLead(companyId, { email: "ana@x.example", at: at(2) });
  await makeLead(companyId, { email: "ana@x.example", at: at(1) });
  await makeLead(companyId, { email: "beto@x.example", at: at(1) });
  const importId = await upload(actor, "Mail,Estado\nana@x.example,Cotizado\nbeto@x.example,Cotizado\n");
  await check(actor, importId);
  const told = ["2 |  | newest_email 3", "3 | "];
  expect(await notesOf(actor, importId)).toStrictEqual(told);
  await startImport(ctxOf(actor), { importId });
  await stepAll();
  expect(await notesOf(actor, importId)).toStrictEqual(told);
  const { rows } = await importRows(ctxOf(actor), { importId });
  expect(rows[0]?.leadNumber).toBe(newest.number);
});

test("a firm's line for everybody makes no two rows one person, as a person's own number does", async () => {
  const { actor } = await manager();
  const file = "Nombre,Teléfono\nAna,0800 555 1234\nBeto,0800 555 1234\nEva,11 4321-8765\nEva P.,011 4321-8765\n";
  const importId = await upload(actor, file);
  await check(actor, importId);
  expect(await outcomesOf(importId)).toStrictEqual(["new", "new", "new", expect.stringMatching(/^(?!new)/)]);
});
