import { closeDatabase, database } from "@/lib/core/db";
import { startImport } from "@/lib/intake/importing/commands";
import { getImport, importProgress, importRows } from "@/lib/intake/importing/queries";
import { ctxOf, makeCompany, makeLead, makeUser, statusId } from "@/tests/support/house";
import type { ColumnTarget } from "@/lib/intake/importing/schema";
import { bring, check, outcomesOf, stepAll, upload } from "@/tests/support/imports";
import { readRow } from "@/lib/intake/importing/row";
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

test("a mail with a space in it is kept as typed with a remark, and is nobody else's", async () => {
  const { actor, companyId } = await manager();
  const importId = await bring(actor, "Mail,Empresa\nana gomez@x.example,Norte SA\nAna Paz ana@x.example,Sur SA\n");
  expect((await notesOf(actor, importId))[0]).toBe("2 |  | email_kept ana gomez@x.example");
  const leads = await database().lead.findMany({ where: { companyId }, orderBy: { firm: "asc" } });
  expect(leads.map(({ email }) => email)).toStrictEqual(["", "ana@x.example"]);
  expect(leads[0]?.extra).toStrictEqual({ Mail: "ana gomez@x.example" });
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

test.each([
  "-",
  "—",
  "n/a",
  "N/D",
  "s/d",
  "no tiene",
  "No tiene correo",
  "sin mail",
  "não tem",
  "no email",
  "null",
  "$ -",
  "ninguno",
])("%j in a cell says nothing, of whatever it is", async (nothing) => {
  const { actor, companyId } = await manager();
  const titles = "Nombre;Empresa;Mail;Teléfono;Fecha;Estado;Responsable;Monto;Prioridad";
  const row = (person: string[]) => [...person, ...Array.from({ length: 9 - person.length }, () => nothing)].join(";");
  const file = [titles, row(["Ana Sol", nothing, "ana@x.example"]), row(["Eva Paz", nothing, nothing, "11 4444-5555"])];
  const importId = await bring(actor, file.join("\n"), { onMatch: "fill", overwrite: [] });
  expect(await notesOf(actor, importId)).toStrictEqual(["2 | ", "3 | "]);
  const leads = await database().lead.findMany({ where: { companyId }, orderBy: { number: "asc" } });
  expect(leads).toMatchObject([
    { contactName: "Ana Sol", firm: "", email: "ana@x.example", phone: "", amountCents: null, extra: {} },
    { contactName: "Eva Paz", firm: "", email: "", phone: "11 4444-5555", amountCents: null, extra: {} },
  ]);
});

test("what says something is nothing less: a firm, a name or a message of such words, and a status of that name", async () => {
  const { actor, companyId } = await manager();
  const file = "Nombre;Empresa;Mail;Mensaje;Presupuesto\nNo Va Más;SD;ana@x.example;no tiene;0\n";
  const importId = await bring(actor, file, { mapping: ["contactName", "firm", "email", "message", "amount"] });
  expect(await notesOf(actor, importId)).toStrictEqual(["2 | "]);
  expect(await database().lead.findMany({ where: { companyId } })).toMatchObject([
    { contactName: "No Va Más", firm: "SD", message: "no tiene", amountCents: 0n },
  ]);
  const { words, ...context } = {
    words: { statuses: new Map([["sin estado", "s1"]]), owners: new Map<string, string>() },
    settings: { mapping: ["email", "status"] as ColumnTarget[], dateOrder: "dmy" as const, timeZone: "UTC" },
    columns: ["Mail", "Estado"],
  };
  const all = { ...context, words, country: "AR", now: new Date(), fields: [], hints: { currency: "ARS" } };
  expect(readRow(["ana@x.example", "Sin estado"], all)).toMatchObject({ statusId: "s1" });
  expect(readRow(["ana@x.example", "Sin fecha"], all)).toMatchObject({ statusId: null });
  expect(readRow(["ana@x.example", "Sin ganas"], all)).toMatchObject({ refused: [{ reason: "status_unknown" }] });
});

test("a mail that is none is kept beside a phone or a firm, and refused where nothing else says who it is", async () => {
  const { actor, companyId } = await manager();
  const known = await makeLead(companyId, { phone: "+541144446666", email: "" });
  const file = [
    "Nombre;Empresa;Mail;Teléfono",
    "Ana Sol;;ana(arroba)x;11 4444-5555",
    ";Norte SA;eva@x;",
    "Eva Paz;;eva@x;11 4444-6666",
    "Solo Nombre;;solo@x;no tiene",
    ";;nadie@x;",
  ];
  const importId = await bring(actor, file.join("\n"), {
    mapping: ["contactName", "firm", "email", "phone"],
    onMatch: "fill",
  });
  expect(await outcomesOf(importId)).toStrictEqual([
    "new",
    "new",
    "updated",
    "refused: email_invalid",
    "refused: email_invalid",
  ]);
  expect((await notesOf(actor, importId)).slice(0, 3)).toStrictEqual([
    "2 |  | email_kept ana(arroba)x",
    "3 |  | email_kept eva@x",
    "4 |  | email_kept eva@x",
  ]);
  const leads = await database().lead.findMany({ where: { companyId }, orderBy: { number: "asc" } });
  expect(leads).toMatchObject([
    { id: known.id, email: "", extra: { Mail: "eva@x" } },
    { contactName: "Ana Sol", email: "", extra: { Mail: "ana(arroba)x" } },
    { firm: "Norte SA", email: "", extra: { Mail: "eva@x" } },
  ]);
});

test("a second column of one heading says more of it: the first that is one is the lead's", async () => {
  const { actor, companyId } = await manager();
  const file = [
    "Nombre;Mail;Mail;Teléfono;Teléfono",
    "Ana Sol;-;ana@x.example;;11 4444-5555",
    "Eva Paz;eva@x.example;eva@y.example;11 4444-6666;0351 422-1100",
    "Leo Ríos;leo@x.example;n/a;0351;422-1200",
  ];
  await bring(actor, file.join("\n"), {});
  expect(await database().lead.findMany({ where: { companyId }, orderBy: { number: "asc" } })).toMatchObject([
    { email: "ana@x.example", phoneE164: "+541144445555", extra: {} },
    {
      email: "eva@x.example",
      phoneE164: "+541144446666",
      extra: { "Mail (2)": "eva@y.example", "Teléfono (2)": "0351 422-1100" },
    },
    // Parts of one number stay one.
    { email: "leo@x.example", phoneE164: "+543514221200", extra: {} },
  ]);
});

test.each<[string, string[], object]>([
  [
    "a remark beside a mail",
    ["ana@x.test (no usar)", "", "", ""],
    { email: "ana@x.test", extra: { M: "ana@x.test (no usar)" } },
  ],
  ["its own name beside a mail", ["Ana Sol <ana@x.test>", "", "", ""], { email: "ana@x.test", extra: {} }],
  [
    "a bad mail before a good one",
    ["eva sol@x.test", "eva@y.test", "", ""],
    { email: "eva@y.test", extra: { M: "eva sol@x.test" } },
  ],
  [
    "a number with its extension before another",
    ["a@x.test", "", "11 4321 8765 int. 204", "15-2222-3333"],
    { phone: "11 4321 8765 int. 204", extra: { "T (2)": "15-2222-3333" } },
  ],
  [
    "more numbers in a cell than a field holds",
    ["a@x.test", "", "011 4321-8765 / 011 4444-5555 int 23 / 15-6666-7777 preguntar por Marta", "11 2222 3333"],
    {
      phone: "011 4321-8765 / 011 4444-5555 int 23 / 15-6666-7777 pregunta",
      extra: {
        T: "011 4321-8765 / 011 4444-5555 int 23 / 15-6666-7777 preguntar por Marta",
        "T (2)": "11 2222 3333",
      },
    },
  ],
  ["an area code beside its number", ["a@x.test", "", "0351", "422-1200"], { phone: "0351 422-1200", extra: {} }],
])("nothing is lost of %s", (_, [mail = "", second = "", phone = "", other = ""], expected) => {
  const mapping: ColumnTarget[] = ["contactName", "email", "email", "phone", "phone"];
  const columns = ["N", "M", "M (2)", "T", "T (2)"];
  const settings = { mapping, dateOrder: "dmy" as const, timeZone: "UTC" };
  const words = { statuses: new Map(), owners: new Map() };
  const context = { settings, columns, words, country: "AR", now: new Date(), fields: [] };
  const hints = { currency: "ARS", decimal: "," as const };
  expect(readRow(["Ana Sol", mail, second, phone, other], { ...context, hints })).toMatchObject(expected);
});

test.each<[string, string[], string[], string, object]>([
  [
    "a mobile behind a landline",
    ["Teléfono", "Celular"],
    ["0341 4567890", "0341 15 5443322"],
    "0341 15 5443322",
    { Teléfono: "0341 4567890" },
  ],
  [
    "one that its column calls so",
    ["Teléfono", "WhatsApp"],
    ["0341 4567890", "341 544 3322"],
    "341 544 3322",
    { Teléfono: "0341 4567890" },
  ],
  ["a landline alone", ["Teléfono", "Celular"], ["0341 4567890", ""], "0341 4567890", {}],
  [
    "two landlines",
    ["Teléfono", "Teléfono (2)"],
    ["0341 4567890", "0341 4567891"],
    "0341 4567890",
    { "Teléfono (2)": "0341 4567891" },
  ],
  [
    "somebody else's mobile",
    ["Teléfono", "Celular del chofer"],
    ["0341 4567890", "0341 15 5443322"],
    "0341 4567890",
    { "Celular del chofer": "0341 15 5443322" },
  ],
  [
    "one number twice, which loses no column",
    ["Teléfono", "Celular"],
    ["0341 15 5443322", "0341 15 5443322"],
    "0341 15 5443322",
    { Celular: "0341 15 5443322" },
  ],
])("of several numbers the mobile is the lead's: %s", (_, columns, cells, phone, extra) => {
  const mapping: ColumnTarget[] = ["phone", "phone"];
  const settings = { mapping, dateOrder: "dmy" as const, timeZone: "UTC" };
  const words = { statuses: new Map(), owners: new Map() };
  const context = { settings, columns, words, country: "AR", now: new Date(), fields: [] };
  const hints = { currency: "ARS", decimal: "," as const };
  expect(readRow(cells, { ...context, hints })).toMatchObject({ phone, extra });
});

test("a person is found by each of their numbers, in the file and in a later one; another name's isn't them", async () => {
  const { actor, companyId } = await manager();
  const file = [
    "Nombre;Mail;Teléfono;Celular;Teléfono empresa",
    "Ana Sol;ana@x.example;0341 4218765;0341 15 5443322;0341 4331122",
    "Ana Sol;;;0341 15 5443322;",
    "ANA SOL;;0341 4218765;;",
    "Leo Ríos;;0341 4218765;;",
    "Eva Paz;;;;0341 4331122",
  ];
  const importId = await upload(actor, file.join("\n"));
  await check(actor, importId);
  const outcomes = ["new", "unchanged: again", "unchanged: again", "new", "new"];
  expect(await outcomesOf(importId)).toStrictEqual(outcomes);
  await startImport(ctxOf(actor), { importId });
  await stepAll();
  expect(await outcomesOf(importId)).toStrictEqual(outcomes);
  const leads = await database().lead.findMany({ where: { companyId }, orderBy: { number: "asc" } });
  expect(leads.map(({ contactName }) => contactName)).toStrictEqual(["Ana Sol", "Leo Ríos", "Eva Paz"]);
  expect(leads[0]).toMatchObject({ phoneE164: "+5493415443322", otherKeys: ["+543414218765"] });
  expect(leads[0]?.searchText).toContain("+543414218765");
  const again = await upload(actor, "Nombre;Teléfono\nAna Sol;0341 4218765\nNadie Más;0341 4218765\n");
  await check(actor, again);
  expect((await outcomesOf(again))[0]).not.toBe("new");
});

test("a row whose status stands in Portuguese comes in with it", async () => {
  const { actor, companyId } = await manager();
  await bring(actor, "Nome;E-mail;Situação\nAna Sol;ana@x.example;Novo\nEva Paz;eva@x.example;Contatado\n");
  const leads = await database().lead.findMany({ where: { companyId }, orderBy: { number: "asc" } });
  expect(leads.map((lead) => lead.statusId)).toStrictEqual([await statusId("pending"), await statusId("contacted")]);
});

test("who buys is a person or a firm row by row, and neither is lost beside another", async () => {
  const { actor, companyId } = await manager();
  const file = "Cliente;Mail\nLaura Giménez;laura@x.example\nTransportes Sur SRL;sur@x.example\nAcme;acme@x.example\n";
  await bring(actor, file, { mapping: ["customer", "email"] });
  expect(await database().lead.findMany({ where: { companyId }, orderBy: { number: "asc" } })).toMatchObject([
    { contactName: "Laura Giménez", firm: "", extra: {} },
    { contactName: "", firm: "Transportes Sur SRL", extra: {} },
    { contactName: "", firm: "Acme", extra: {} },
  ]);
  const both = "Cliente;Nombre;Empresa;Mail\nNorte SA;Ana Sol;Sur SA;ana@x.example\nEva Paz;Eva Paz;;eva@x.example\n";
  await bring(actor, both, { mapping: ["customer", "contactName", "firm", "email"] });
  const emails = { in: ["ana@x.example", "eva@x.example"] };
  expect(
    await database().lead.findMany({ where: { companyId, email: emails }, orderBy: { number: "asc" } }),
  ).toMatchObject([
    { contactName: "Ana Sol", firm: "Sur SA", extra: { Cliente: "Norte SA" } },
    { contactName: "Eva Paz", firm: "", extra: {} },
  ]);
});

test.each(["Subtotal enero", "TOTAL USD", "Total: 3", "Total de leads: 2", "Suma total", "Total geral"])(
  "%p adds up the rows above, whatever stands beside it, and Total SA doesn't",
  (name) => {
    const mapping: ColumnTarget[] = ["contactName", "phone", "amount"];
    const settings = { mapping, dateOrder: "dmy" as const, timeZone: "UTC" };
    const words = { statuses: new Map(), owners: new Map() };
    const context = { settings, columns: ["N", "T", "A"], words, country: "AR", now: new Date(), fields: [] };
    const read = (cells: string[]) => readRow(cells, { ...context, hints: { currency: "ARS", decimal: "," as const } });
    expect(read([name, "2", "1.000"])).toMatchObject({ refused: [{ reason: "sum_row" }] });
    expect(read(["Total SA", "", "1.000"])).toMatchObject({ contactName: "Total SA" });
    expect(read([name, "11 4444-5555", "1.000"])).toMatchObject({ contactName: name });
  },
);

test("what adds up the rows above is nobody, and a dash in a further column no value", async () => {
  const { actor, companyId } = await manager();
  const file =
    "Nombre;Mail;Monto;Nota;Otra\nAna Sol;ana@x.example;1.200;-;--\nTotal;;1.200;;\nTotal SA;;300;urgente;\n";
  const importId = await bring(actor, file, { mapping: ["contactName", "email", "amount", "extra", "extra"] });
  expect(await outcomesOf(importId)).toStrictEqual(["new", "refused: sum_row", "new: unreachable"]);
  expect(await database().lead.findMany({ where: { companyId }, orderBy: { number: "asc" } })).toMatchObject([
    { contactName: "Ana Sol", extra: {} },
    { contactName: "Total SA", extra: { Nota: "urgente" } },
  ]);
});

test("what is of one line is one, however the cell was broken; a message keeps its lines", async () => {
  const { actor, companyId } = await manager();
  const file = 'Nombre;Empresa;Mail;Mensaje\n"Ana\n  Sol";"Norte\r\nSA";"ana@x.example\neva@x.example";"uno\ndos"\n';
  await bring(actor, file, { mapping: ["contactName", "firm", "email", "message"] });
  expect(await database().lead.findMany({ where: { companyId } })).toMatchObject([
    { contactName: "Ana Sol", firm: "Norte SA", email: "ana@x.example", message: "uno\ndos" },
  ]);
});
