import { closeDatabase, database } from "@/lib/core/db";
import { checkImport, discardImport, startImport, uploadImport } from "@/lib/intake/importing/commands";
import { getImport, importProgress, importRows, listImports } from "@/lib/intake/importing/queries";
import { ctxOf, eventsOf, makeCompany, makeLead, makeUser, statusId } from "@/tests/support/house";
import { bring, check, outcomesOf, rowsOf, stepAll, upload } from "@/tests/support/imports";
import type { UserActor } from "@/lib/core/ctx";

jest.setTimeout(60_000);
afterAll(closeDatabase);

const PEOPLE = `Nombre;Razón social;E-mail;Teléfono;Fecha;Estado;Rubro
Ana Pérez;Norte SA;ana@norte.example;11 4444-5555;03/02/2025 10:30;Cotizado;Vinos
Beto Díaz;;beto@sur.example;;04/02/2025;;
;;;;;;Nada
Carla Ruiz;;no es un mail;;;;
Dora Sosa;;dora@este.example;;31/02/2025;;
Eva Paz;;eva@oeste.example;;;Inventado;
`;

async function manager(): Promise<{ actor: UserActor; companyId: string }> {
  const company = await makeCompany();
  return { actor: await makeUser("manager", [company.id]), companyId: company.id };
}
const leadsOf = (companyId: string) => database().lead.findMany({ where: { companyId }, orderBy: { number: "asc" } });

test("a dry run says what would become of each row, and why, and writes no lead", async () => {
  const { actor, companyId } = await manager();
  const importId = await upload(actor, PEOPLE);
  await check(actor, importId);
  expect(await outcomesOf(importId)).toStrictEqual([
    "new",
    "new",
    "refused: no_contact",
    "refused: email_invalid",
    "refused: date_unreadable",
    "refused: status_unknown",
  ]);
  expect(await leadsOf(companyId)).toHaveLength(0);
  const { counts } = await importProgress(ctxOf(actor), { importId });
  expect(counts).toContainEqual({ outcome: "new", reason: "", undo: "", count: 2, more: 0, asksStatus: false });
  const { rows } = await importRows(ctxOf(actor), { importId, outcome: "refused", reason: "status_unknown" });
  expect(rows).toMatchObject([{ line: 7, detail: "Inventado" }]);
});

test("callers of one switchboard are people of their own, on leads that are there and within the file", async () => {
  const { actor, companyId } = await manager();
  const known = { contactName: "Laura Gil", email: "laura@prio.example", phone: "011 4122-0001" };
  const lead = await makeLead(companyId, known);
  await bring(
    actor,
    `Nombre;E-mail;Teléfono;Mensaje
Omar Paz;omar@otra.example;011 4122-0001;Soy otro
Inés Roca;ines@tercera.example;011 4122-0001;Y yo otra
Laura Gil;;011 4122-0001;Soy Laura
L. Gil;laura.gil@casa.example;011 4122-0001;Desde casa
`,
  );
  const leads = await leadsOf(companyId);
  expect(leads.map(({ contactName, message }) => [contactName, message])).toStrictEqual([
    ["Laura Gil", expect.stringContaining("Soy Laura")],
    ["Omar Paz", "Soy otro"],
    ["Inés Roca", "Y yo otra"],
  ]);
  expect(leads[0]?.id).toBe(lead.id);
});

test("a lead that is there gets what it didn't say; what it says otherwise stays, and that is said", async () => {
  const { actor, companyId } = await manager();
  const lead = await makeLead(companyId, { email: "ana@x.example", extra: { Rubro: "Vinos" } });
  const importId = await upload(
    actor,
    "Mail,Empresa,Temperatura,Rubro\nana@x.example,,Frío,Quesos\nana@x.example,Norte,Calor,\nbeto@x.example,,Frío,\n",
  );
  await check(actor, importId);
  const rows = await rowsOf(importId);
  expect(rows.map(({ outcome, reason, detail, notes }) => [outcome, reason, detail, notes])).toStrictEqual([
    ["updated", "", "", [{ reason: "extra_left", detail: "Rubro" }]],
    ["updated", "again", "2", [{ reason: "extra_left", detail: "Temperatura" }]],
    ["new", "", "", []],
  ]);
  await startImport(ctxOf(actor), { importId });
  await stepAll();
  expect(await leadsOf(companyId)).toMatchObject([
    { id: lead.id, firm: "Norte", extra: { Rubro: "Vinos", Temperatura: "Frío" } },
    { extra: { Temperatura: "Frío" } },
  ]);
});

test("an amount, a priority and tags; what can't be read so stays an extra value", async () => {
  const { actor, companyId } = await manager();
  await makeLead(companyId, { email: "ya@x.example" });
  await database().tag.createMany({ data: [{ name: "Nuevo" }, { name: "Viejo", active: false, successor: "Nuevo" }] });
  const importId = await bring(
    actor,
    `Mail;Monto;Prioridad;Etiquetas
uno@x.example;$ 1.234,56;Alta;Viejo, Feria 2026
dos@x.example;a convenir;ni idea;
tres@x.example;USD 500;urgente;;
ya@x.example;10;baja;nuevo
`,
  );
  const leads = (await leadsOf(companyId)).map(({ email, amountCents, priority, tags, extra }) => ({
    email,
    amountCents,
    priority,
    tags,
    extra,
  }));
  expect(leads).toStrictEqual([
    { email: "ya@x.example", amountCents: 1000n, priority: "normal", tags: ["Nuevo"], extra: {} },
    { email: "uno@x.example", amountCents: 123_456n, priority: "high", tags: ["Nuevo", "Feria 2026"], extra: {} },
    {
      email: "dos@x.example",
      amountCents: null,
      priority: "normal",
      tags: [],
      extra: { Monto: "a convenir", Prioridad: "ni idea" },
    },
    { email: "tres@x.example", amountCents: null, priority: "urgent", tags: [], extra: { Monto: "USD 500" } },
  ]);
  expect((await rowsOf(importId)).at(-1)).toMatchObject({
    outcome: "updated",
    notes: [{ reason: "extra_left", detail: "Prioridad" }],
  });
  expect(await database().tag.count({ where: { name: "Feria 2026", active: true } })).toBe(1);
});

test("what people type to get past a field makes nobody the same", async () => {
  const { actor, companyId } = await manager();
  await bring(actor, "Nombre;E-mail;Teléfono\nAna Sol;test@test.com;1111111111\nLuis Mar;test@test.com;1111111111\n");
  expect((await leadsOf(companyId)).map(({ contactName }) => contactName)).toStrictEqual(["Ana Sol", "Luis Mar"]);
});

test("what a file brings is history at its own time: no clock, no alert, its own columns kept", async () => {
  const { actor, companyId } = await manager();
  const importId = await bring(actor, PEOPLE);
  const [ana, beto] = await leadsOf(companyId);
  expect(ana).toMatchObject({ contactName: "Ana Pérez", firm: "Norte SA", history: true, phoneE164: "+541144445555" });
  expect(ana?.receivedAt.toISOString()).toBe("2025-02-03T13:30:00.000Z");
  expect(ana?.statusId).toBe(await statusId("quoted"));
  expect(ana?.extra).toStrictEqual({ Rubro: "Vinos" });
  expect(beto?.statusId).toBe(await statusId("pending"));
  const [created, ...more] = await eventsOf(String(ana?.id));
  expect(created).toMatchObject({ name: "lead.created", history: true, actorLabel: actor.name, requestId: importId });
  expect(created?.occurredAt.toISOString()).toBe("2025-02-03T13:30:00.000Z");
  expect(more).toHaveLength(0);
  expect(await database().touchpoint.count({ where: { leadId: String(ana?.id) } })).toBe(1);
  expect(await database().leadSpan.count({ where: { leadId: String(ana?.id), kind: "status", to: null } })).toBe(1);
  const rows = await rowsOf(importId);
  expect(rows[0]).toMatchObject({ outcome: "new", leadId: ana?.id, leadNumber: ana?.number });
});

test("brought in twice, the same file makes nothing twice", async () => {
  const { actor, companyId } = await manager();
  await bring(actor, PEOPLE);
  const again = await bring(actor, PEOPLE);
  expect((await outcomesOf(again)).slice(0, 2)).toStrictEqual(["unchanged: same", "unchanged: same"]);
  expect(await leadsOf(companyId)).toHaveLength(2);
  expect((await getImport(ctxOf(actor), { importId: again })).before).not.toBeNull();
});

describe("a row that matches a lead", () => {
  const FILE = "Nombre,Mail,Empresa,Responsable\nOtra Ana,ana@norte.example,Norte SA,\n";
  const bringOver = async (more: object) => {
    const { actor, companyId } = await manager();
    const lead = await makeLead(companyId, { email: "ana@norte.example" });
    const importId = await bring(actor, FILE, more);
    const after = await database().lead.findUniqueOrThrow({ where: { id: lead.id } });
    return { after, outcomes: await outcomesOf(importId), leads: await leadsOf(companyId) };
  };

  test("fills what was empty and leaves what people typed", async () => {
    const { after, outcomes, leads } = await bringOver({ onMatch: "fill" });
    expect(outcomes).toStrictEqual(["updated"]);
    expect(after).toMatchObject({ contactName: "Ana Pérez", firm: "Norte SA", firmKey: "norte sa" });
    expect(leads).toHaveLength(1);
  });

  test("overwrites the chosen fields only", async () => {
    const { after } = await bringOver({ onMatch: "overwrite", overwrite: ["contactName"] });
    expect(after).toMatchObject({ contactName: "Otra Ana", firm: "" });
    expect(after.searchText).toContain("otra ana");
  });

  test("is one more arrival of it", async () => {
    const { after, outcomes } = await bringOver({ onMatch: "touch" });
    expect(outcomes).toStrictEqual(["touched"]);
    expect(after).toMatchObject({ touchCount: 2, firm: "" });
  });

  test("is passed over", async () => {
    const { after, outcomes } = await bringOver({ onMatch: "skip" });
    expect(outcomes).toStrictEqual(["skipped: known"]);
    expect(after).toMatchObject({ touchCount: 1, firm: "" });
  });
});

test("a person who is in the file twice is one lead, in the dry run as in the run", async () => {
  const { actor, companyId } = await manager();
  const file = "Nombre,Mail,Empresa\nAna,ana@x.example,\nBeto,beto@x.example,\nAna,ANA@x.example,Equis SRL\n";
  const importId = await upload(actor, file);
  await check(actor, importId);
  expect(await outcomesOf(importId)).toStrictEqual(["new", "new", "updated: again"]);
  await startImport(ctxOf(actor), { importId });
  await stepAll();
  expect(await outcomesOf(importId)).toStrictEqual(["new", "new", "updated: again"]);
  expect(await leadsOf(companyId)).toMatchObject([{ contactName: "Ana", firm: "Equis SRL" }, { contactName: "Beto" }]);
});

test("the predecessor's sheet moves statuses, by mail, else by firm, and refuses what it can't place", async () => {
  const { actor, companyId } = await manager();
  const byMail = await makeLead(companyId, { email: "ana@norte.example" });
  const byFirm = await makeLead(companyId, { firm: "Bodega Sur S.A." });
  await makeLead(companyId, { firm: "Dos Veces" });
  await makeLead(companyId, { firm: "Dos Veces" });
  const file = [
    "mail,cliente,estado",
    "ANA@norte.example,Norte,cotizado",
    ",bodega  sur s.a.,Interested in going on",
    ",Dos Veces,Cotizado",
    "nadie@x.example,Nadie,Cotizado",
    "ana@norte.example,,Perdido",
    "ana@norte.example,,Asignado",
  ].join("\r\n");
  const importId = await bring(actor, file);
  expect(await outcomesOf(importId)).toStrictEqual([
    "updated",
    "updated",
    "refused: firm_several",
    "refused: not_found",
    "refused: status_unknown",
    "refused: status_needs_owner",
  ]);
  const statusNow = async (id: string) => (await database().lead.findUniqueOrThrow({ where: { id } })).statusId;
  expect(await statusNow(byMail.id)).toBe(await statusId("quoted"));
  expect(await statusNow(byFirm.id)).toBe(await statusId("interested"));
  const moved = (await eventsOf(byMail.id)).filter((event) => event.name === "lead.statusChanged");
  expect(moved).toMatchObject([{ history: true, actorLabel: actor.name }]);
  expect(await database().leadSpan.findMany({ where: { leadId: byMail.id, to: null } })).toMatchObject([
    { kind: "status", value: await statusId("quoted") },
  ]);
});

describe("rights", () => {
  test("a Manager imports for their own companies, an Employee not at all", async () => {
    const { actor } = await manager();
    const other = await makeCompany();
    const employee = await makeUser("employee", [other.id]);
    const importId = await upload(actor, PEOPLE);
    const { settings } = await getImport(ctxOf(actor), { importId });
    const elsewhere = { importId, settings: { ...settings, companyId: other.id } };
    await expect(checkImport(ctxOf(actor), elsewhere)).rejects.toMatchObject({ code: "INVALID" });
    await expect(upload(employee, PEOPLE)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("leads of other companies are neither matched nor touched", async () => {
    const { actor } = await manager();
    const elsewhere = await makeLead((await makeCompany()).id, { email: "ana@norte.example" });
    const importId = await bring(actor, "mail,cliente,estado\nana@norte.example,Norte,Cotizado\n");
    expect(await outcomesOf(importId)).toStrictEqual(["refused: not_found"]);
    expect(await eventsOf(elsewhere.id)).toHaveLength(2);
  });

  test("a file is seen by who uploaded it and by admins", async () => {
    const { actor, companyId } = await manager();
    const colleague = await makeUser("manager", [companyId]);
    const admin = await makeUser("admin");
    const importId = await upload(actor, PEOPLE);
    await expect(getImport(ctxOf(colleague), { importId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await importRows(ctxOf(colleague), { importId })).rows).toHaveLength(0);
    expect(await listImports(ctxOf(colleague))).toHaveLength(0);
    expect((await getImport(ctxOf(admin), { importId })).fileName).toBe("leads.csv");
  });

  test("whoever may no longer import stops importing", async () => {
    const { actor, companyId } = await manager();
    const importId = await upload(actor, PEOPLE);
    await check(actor, importId);
    await startImport(ctxOf(actor), { importId });
    await database().user.update({ where: { id: actor.id }, data: { deactivatedAt: new Date() } });
    await stepAll();
    expect(await database().import.findUnique({ where: { id: importId } })).toMatchObject({ state: "failed" });
    expect(await leadsOf(companyId)).toHaveLength(0);
  });
});

test("nothing runs unchecked, and what ran can't be thrown away", async () => {
  const { actor } = await manager();
  const importId = await upload(actor, PEOPLE);
  await expect(startImport(ctxOf(actor), { importId })).rejects.toMatchObject({ code: "PRECONDITION" });
  const done = await bring(actor, PEOPLE);
  await expect(discardImport(ctxOf(actor), { importId: done })).rejects.toMatchObject({ code: "PRECONDITION" });
  await discardImport(ctxOf(actor), { importId });
  expect(await database().import.count({ where: { id: importId } })).toBe(0);
});

test("an empty file and a broken workbook are refused with their reason", async () => {
  const { actor } = await manager();
  const body = (async function* () {
    yield await Promise.resolve(new Uint8Array());
  })();
  await expect(uploadImport(ctxOf(actor), { fileName: "x.csv", body })).rejects.toMatchObject({ code: "PRECONDITION" });
  const importId = await upload(actor, Buffer.from("PK\u0003\u0004nonsense"), "x.xlsx");
  expect(await database().import.findUnique({ where: { id: importId } })).toMatchObject({
    state: "failed",
    reason: "file_unreadable",
  });
});
