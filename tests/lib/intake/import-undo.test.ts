import { closeDatabase, database } from "@/lib/core/db";
import { resumeImport, startImport, stopImport, undoImport } from "@/lib/intake/importing/commands";
import { importProgress, importRows } from "@/lib/intake/importing/queries";
import { stepImports } from "@/lib/intake/importing/stepping/commands";
import { noteLook } from "@/lib/leads/looks/commands";
import { updateLead } from "@/lib/leads/commands";
import { changeStatus } from "@/lib/leads/status/commands";
import { mergeLeads } from "@/lib/leads/merging/commands";
import { timeline } from "@/lib/leads/timeline/queries";
import { addService } from "@/lib/leads/service-words/commands";
import { addNote } from "@/lib/leads/notes/commands";
import { ctxOf, eventsOf, makeCompany, makeLead, makeUser, statusId } from "@/tests/support/house";
import { bring, check, rowsOf, stepAll, upload } from "@/tests/support/imports";
import type { UserActor } from "@/lib/core/ctx";

jest.setTimeout(60_000);
afterAll(closeDatabase);

async function manager(): Promise<{ actor: UserActor; companyId: string }> {
  const company = await makeCompany();
  return { actor: await makeUser("manager", [company.id]), companyId: company.id };
}
const undo = async (actor: UserActor, importId: string) => {
  await undoImport(ctxOf(actor), { importId });
  await stepAll();
};
const leadNow = (id: string) => database().lead.findUniqueOrThrow({ where: { id } });
const undoneOf = async (importId: string) =>
  (await rowsOf(importId)).map(({ undo: end, undoReason }) => (undoReason ? `${end}: ${undoReason}` : end));

test("undone, everything is as it was, and the log tells both", async () => {
  const { actor, companyId } = await manager();
  const known = await makeLead(companyId, { email: "ana@x.example", phone: "" });
  const before = await leadNow(known.id);
  const file = "Nombre,Mail,Empresa,Estado\nAna,ana@x.example,Norte,Cotizado\nBeto,beto@x.example,,\n";
  const importId = await bring(actor, file, { onMatch: "overwrite", overwrite: ["contactName", "firm", "status"] });
  expect(await leadNow(known.id)).toMatchObject({ contactName: "Ana", firm: "Norte" });
  const [, beto] = await rowsOf(importId);

  await undo(actor, importId);
  const { updatedAt: _, lastActivityAt: __, statusChangedAt: ___, ...same } = before;
  expect(await leadNow(known.id)).toMatchObject(same);
  expect(await database().leadSpan.findMany({ where: { leadId: known.id, kind: "status", to: null } })).toMatchObject([
    { value: await statusId("pending") },
  ]);
  expect(await database().lead.count({ where: { companyId } })).toBe(1);
  expect(await undoneOf(importId)).toStrictEqual(["undone", "undone"]);
  expect((await eventsOf(String(beto?.leadId))).map(({ name }) => name)).toStrictEqual([
    "lead.created",
    "lead.removed",
  ]);
  expect((await eventsOf(known.id)).map(({ name }) => name).slice(2)).toStrictEqual([
    "lead.updated",
    "lead.statusChanged",
    "lead.updated",
    "lead.statusChanged",
  ]);
});

test("extra values, an amount, a priority and tags go back too, but not what somebody changed since", async () => {
  const { actor, companyId } = await manager();
  const amount = { amountCents: 5000n, priority: "high" };
  const ana = await makeLead(companyId, { email: "ana@x.example", extra: { Rubro: "Vinos" } });
  await database().lead.update({ where: { id: ana.id }, data: { tags: ["Feria"] } });
  const beto = await makeLead(companyId, { email: "beto@x.example" });
  await database().lead.update({ where: { id: beto.id }, data: amount });
  const file = `Mail;Monto;Prioridad;Etiquetas;Zona
ana@x.example;10;urgente;Vip;Sur
beto@x.example;20;baja;Vip;Norte
`;
  const importId = await bring(actor, file, { onMatch: "update", overwrite: ["amount", "priority"] });
  expect(await leadNow(ana.id)).toMatchObject({
    ...{ amountCents: 1000n, priority: "urgent", tags: ["Feria", "Vip"], extra: { Rubro: "Vinos", Zona: "Sur" } },
  });
  expect(await leadNow(beto.id)).toMatchObject({ amountCents: 2000n, priority: "low", extra: { Zona: "Norte" } });
  await database().lead.update({ where: { id: beto.id }, data: { extra: { Zona: "Oeste" } } });

  await undo(actor, importId);
  expect(await leadNow(ana.id)).toMatchObject({
    ...{ amountCents: null, priority: "normal", tags: ["Feria"], extra: { Rubro: "Vinos" } },
  });
  expect((await leadNow(ana.id)).extra).not.toHaveProperty("Zona");
  expect(await leadNow(beto.id)).toMatchObject({ ...amount, tags: [], extra: { Zona: "Oeste" } });
  expect(await undoneOf(importId)).toStrictEqual(["undone", "kept: changed:extra"]);
});

test("what a file won by mistake was never won: also of a person who is in it twice, but not what people did since", async () => {
  const { actor, companyId } = await manager();
  const [once, twice, moved] = [
    await makeLead(companyId, { email: "ana@x.example" }),
    await makeLead(companyId, { email: "beto@x.example" }),
    await makeLead(companyId, { email: "caro@x.example" }),
  ];
  const spansOf = (leadId: string) =>
    database().leadSpan.findMany({ where: { leadId, kind: "status" }, orderBy: [{ from: "asc" }, { id: "asc" }] });
  const before = [await spansOf(once.id), await spansOf(twice.id)];
  const file = `Mail;Estado
ana@x.example;Nuevo cliente
beto@x.example;Cotizado
beto@x.example;Nuevo cliente
caro@x.example;Nuevo cliente
`;
  const importId = await bring(actor, file, { onMatch: "overwrite", overwrite: ["status"] });
  const won = await statusId("new-customer");
  expect((await spansOf(twice.id)).at(-1)).toMatchObject({ value: won, to: null });
  const quoted = { statusId: await statusId("quoted"), seenStatusId: won, amountCents: 500 };
  await changeStatus(ctxOf(actor), { leadId: moved.id, ...quoted });
  await undo(actor, importId);
  expect([await spansOf(once.id), await spansOf(twice.id)]).toStrictEqual(before);
  expect((await spansOf(moved.id)).map(({ value }) => value).slice(1)).toStrictEqual([won, quoted.statusId]);
});

test("a lead's history names the import and its undoing, and what its status had been answered comes back", async () => {
  const { actor, companyId } = await manager();
  const known = await makeLead(companyId, { email: "ana@x.example" });
  const hold = {
    statusId: await statusId("on-hold"),
    seenStatusId: await statusId("pending"),
    holdUntil: "2099-05-04",
  };
  await changeStatus(ctxOf(actor), { leadId: known.id, ...hold });
  const file = "Mail,Estado\nana@x.example,Cotizado\n";
  const importId = await bring(actor, file, { onMatch: "overwrite", overwrite: ["status"] });
  expect(await leadNow(known.id)).toMatchObject({ holdUntil: null });
  await undo(actor, importId);
  expect(await leadNow(known.id)).toMatchObject({ statusId: hold.statusId, holdUntil: new Date("2099-05-04") });

  const told = async (who: UserActor) => {
    const input = { leadId: known.id, filter: "changes" as const, before: null, locale: "es" as const };
    return (await timeline(ctxOf(who), input)).entries.map((entry) => entry.import);
  };
  const brought = { id: importId, name: "leads.csv" };
  expect(await told(actor)).toStrictEqual(
    expect.arrayContaining([{ ...brought, undone: true }, { ...brought, undone: false }, undefined]),
  );
  // Who can't open it is told its name.
  const employee = await makeUser("employee", [companyId]);
  await database().lead.update({ where: { id: known.id }, data: { ownerId: employee.id } });
  expect(await told(employee)).toContainEqual({ id: null, name: "leads.csv", undone: true });
});

test("what somebody changed since stays as they left it, and is named", async () => {
  const { actor, companyId } = await manager();
  const known = await makeLead(companyId, { email: "ana@x.example" });
  const file = "Nombre,Mail,Empresa,Servicio\nAna,ana@x.example,Norte,Depósito\n";
  const importId = await bring(actor, file, { onMatch: "fill" });
  const edit = { leadId: known.id, set: { firm: "Norte SRL" }, seen: { firm: "Norte" }, country: "AR" };
  await updateLead(ctxOf(actor), edit);
  await undo(actor, importId);
  expect(await leadNow(known.id)).toMatchObject({ firm: "Norte SRL", service: "" });
  expect(await undoneOf(importId)).toStrictEqual(["kept: changed:firm"]);
});

test("a lead isn't given back to who can't have it any more; the rest of the row is undone", async () => {
  const { actor, companyId } = await manager();
  const owner = (more: object) => makeUser("employee", [companyId], more);
  const [former, other] = [await owner({ firstName: "Vera", lastName: "Vieja" }), await owner({})];
  const taker = await owner({ firstName: "Nora", lastName: "Nueva" });
  const known = await makeLead(companyId, { email: "ana@x.example", defaultOwnerId: former.id });
  const stays = await makeLead(companyId, { email: "eva@x.example", defaultOwnerId: other.id });
  const file = `Mail,Empresa,Responsable\nana@x.example,Norte,${taker.email}\neva@x.example,Sur,${taker.email}\n`;
  const importId = await bring(actor, file, { onMatch: "overwrite", overwrite: ["firm", "owner"] });
  expect(await leadNow(known.id)).toMatchObject({ ownerId: taker.id, firm: "Norte" });
  await database().user.update({ where: { id: former.id }, data: { deactivatedAt: new Date() } });
  await undo(actor, importId);
  expect(await leadNow(known.id)).toMatchObject({ ownerId: taker.id, firm: "" });
  expect(await leadNow(stays.id)).toMatchObject({ ownerId: other.id, firm: "" });
  expect(await undoneOf(importId)).toStrictEqual(["kept: ownerLost", "undone"]);
});

test("a service that was renamed since comes back by its new name", async () => {
  const { actor, companyId } = await manager();
  const admin = ctxOf(await makeUser("admin"));
  const known = await makeLead(companyId, { email: "ana@x.example" });
  await database().lead.update({ where: { id: known.id }, data: { service: "Flete corto" } });
  const file = "Mail,Servicio\nana@x.example,Depósito propio\n";
  const importId = await bring(actor, file, { onMatch: "overwrite", overwrite: ["service"] });
  expect(await leadNow(known.id)).toMatchObject({ service: "Depósito propio" });
  await addService(admin, { labelEn: "Short haul", labelEs: "Viaje corto", aliases: ["Flete corto"] });
  await undo(actor, importId);
  expect(await leadNow(known.id)).toMatchObject({ service: "Viaje corto" });
  expect(await undoneOf(importId)).toStrictEqual(["undone"]);
});

test("a new lead that somebody worked stays; the others go", async () => {
  const { actor, companyId } = await manager();
  const importId = await bring(actor, "Nombre,Mail\nAna,ana@x.example\nBeto,beto@x.example\n");
  const [ana] = await rowsOf(importId);
  await addNote(ctxOf(actor), { leadId: String(ana?.leadId), body: "Llamar el lunes" });
  await undo(actor, importId);
  expect(await undoneOf(importId)).toStrictEqual(["kept: worked", "undone"]);
  expect(await database().lead.findMany({ where: { companyId } })).toMatchObject([{ contactName: "Ana" }]);
});

test("a look is nothing done: a new lead that somebody opened goes with the others", async () => {
  const { actor, companyId } = await manager();
  const importId = await bring(actor, "Nombre,Mail\nBeto,beto@x.example\n");
  const [row] = await rowsOf(importId);
  const { id, number } = await leadNow(String(row?.leadId));
  await noteLook(ctxOf(actor) as never, { id, number, owner: null, company: { id: companyId } }, ["email"]);
  await undo(actor, importId);
  expect(await undoneOf(importId)).toStrictEqual(["undone"]);
  expect(await database().lead.count({ where: { companyId } })).toBe(0);
});

test("a row that a later import worked on stays as well", async () => {
  const { actor, companyId } = await manager();
  const first = await bring(actor, "Nombre,Mail\nAna,ana@x.example\n");
  await bring(actor, "Nombre,Mail,Empresa\nAna,ana@x.example,Norte\n");
  await undo(actor, first);
  expect(await undoneOf(first)).toStrictEqual(["kept: worked"]);
  expect(await database().lead.count({ where: { companyId } })).toBe(1);
});

test("a later import that was taken back is no work; what it left is", async () => {
  const { actor, companyId } = await manager();
  const first = await bring(actor, "Nombre,Mail\nAna,ana@x.example\nBeto,beto@x.example\n");
  const later = await bring(actor, "Nombre,Mail,Empresa\nAna,ana@x.example,Norte\nBeto,beto@x.example,Sur\n");
  const where = { companyId, email: "beto@x.example" };
  const beto = await database().lead.findFirstOrThrow({ where });
  // The line that somebody changed since stays as it is.
  await updateLead(ctxOf(actor), { leadId: beto.id, set: { firm: "Sur SA" }, seen: { firm: "Sur" }, country: "AR" });
  await undo(actor, later);
  expect(await undoneOf(later)).toStrictEqual(["undone", "kept: changed:firm"]);
  await undo(actor, first);
  expect(await undoneOf(first)).toStrictEqual(["undone", "kept: worked"]);
  expect(await database().lead.count({ where: { companyId } })).toBe(1);
});

test("an arrival that was added is taken off again", async () => {
  const { actor, companyId } = await manager();
  const known = await makeLead(companyId, { email: "ana@x.example" });
  const importId = await bring(actor, "Mail,Mensaje\nana@x.example,Hola\nana@x.example,Hola de nuevo\n", {
    onMatch: "touch",
  });
  expect(await leadNow(known.id)).toMatchObject({ touchCount: 3 });
  await undo(actor, importId);
  expect(await leadNow(known.id)).toMatchObject({ touchCount: 1, lastTouchAt: known.lastTouchAt });
});

test("changed twice by one file, a lead gets back what it was before the first", async () => {
  const { actor, companyId } = await manager();
  const known = await makeLead(companyId, { email: "ana@x.example" });
  const file = "Mail,Empresa\nana@x.example,Uno\nana@x.example,Dos\n";
  const importId = await bring(actor, file, { onMatch: "overwrite", overwrite: ["firm"] });
  expect((await leadNow(known.id)).firm).toBe("Dos");
  await undo(actor, importId);
  expect((await leadNow(known.id)).firm).toBe("");
});

describe("stopped", () => {
  const MANY = ["Nombre,Mail", ...Array.from({ length: 1200 }, (_, n) => `Persona ${n},p${n}@x.example`)].join("\n");

  test("it keeps what is in, and goes on where it was", async () => {
    const { actor, companyId } = await manager();
    const importId = await upload(actor, MANY);
    await check(actor, importId);
    await startImport(ctxOf(actor), { importId });
    await stepImports();
    await stopImport(ctxOf(actor), { importId });
    await stepImports();
    expect(await database().lead.count({ where: { companyId } })).toBe(500);
    expect(await importProgress(ctxOf(actor), { importId })).toMatchObject({
      state: "stopped",
      settled: 500,
      // What the dry run said of the others hasn't happened.
      counts: [{ outcome: "new", reason: "", undo: "", count: 500, more: 0, asksStatus: false }],
    });
    const beyond = await importRows(ctxOf(actor), { importId, outcome: "new", after: 490 });
    expect(beyond.rows.at(-1)?.line).toBe(501);
    await expect(stopImport(ctxOf(actor), { importId })).rejects.toMatchObject({ code: "PRECONDITION" });
    await resumeImport(ctxOf(actor), { importId });
    await stepAll();
    expect(await database().lead.count({ where: { companyId } })).toBe(1200);
  });

  test("and undone it takes back what was in, and no more", async () => {
    const { actor, companyId } = await manager();
    const importId = await upload(actor, MANY);
    await check(actor, importId);
    await startImport(ctxOf(actor), { importId });
    await stepImports();
    await stopImport(ctxOf(actor), { importId });
    await undo(actor, importId);
    expect(await database().lead.count({ where: { companyId } })).toBe(0);
    const ends = await database().importRow.groupBy({ by: ["undo"], where: { importId }, _count: true });
    expect(ends.sort((a, b) => b._count - a._count)).toMatchObject([
      { undo: "", _count: 700 },
      { undo: "undone", _count: 500 },
    ]);
  });

  test("two workers at once bring each row in once", async () => {
    const { actor, companyId } = await manager();
    const importId = await upload(actor, MANY);
    await check(actor, importId);
    await startImport(ctxOf(actor), { importId });
    await Promise.all([stepImports(), stepImports(), stepImports()]);
    await stepAll();
    expect(await database().lead.count({ where: { companyId } })).toBe(1200);
  });
});

test("a lead that was merged into another since is left and said to be, not to be gone", async () => {
  const { actor, companyId } = await manager();
  const survivor = await makeLead(companyId, { email: "otra@x.example", phone: "" });
  const known = await makeLead(companyId, { email: "ana@x.example", phone: "" });
  const gone = await makeLead(companyId, { email: "eva@x.example", phone: "" });
  const file = "Nombre,Mail,Empresa\nAna,ana@x.example,Norte\nEva,eva@x.example,Sur\n";
  const importId = await bring(actor, file, { onMatch: "overwrite", overwrite: ["firm"] });
  const seen = { survivor: {}, other: {} };
  await mergeLeads(ctxOf(actor), { survivorId: survivor.id, otherId: known.id, take: [], seen });
  await database().lead.delete({ where: { id: gone.id } });
  await undo(actor, importId);
  expect(await undoneOf(importId)).toStrictEqual(["kept: merged", "kept: gone"]);
});
