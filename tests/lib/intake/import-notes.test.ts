import { closeDatabase, database } from "@/lib/core/db";
import { undoImport } from "@/lib/intake/importing/commands";
import { guessColumns } from "@/lib/intake/importing/columns";
import { importProgress } from "@/lib/intake/importing/queries";
import { addNote, editNote } from "@/lib/leads/notes/commands";
import { timeline } from "@/lib/leads/timeline/queries";
import { ctxOf, eventsOf, makeCompany, makeLead, makeUser } from "@/tests/support/house";
import { bring, check, outcomesOf, rowsOf, stepAll, upload } from "@/tests/support/imports";
import type { UserActor } from "@/lib/core/ctx";

jest.setTimeout(60_000);
afterAll(closeDatabase);

async function manager() {
  const company = await makeCompany();
  return { actor: await makeUser("manager", [company.id]), companyId: company.id };
}
const undo = async (actor: UserActor, importId: string) => {
  await undoImport(ctxOf(actor), { importId });
  await stepAll();
};
const leadNow = (id: string) => database().lead.findUniqueOrThrow({ where: { id } });
const leadOf = (companyId: string, email: string) => database().lead.findFirstOrThrow({ where: { companyId, email } });
const notesOf = (leadId: string) =>
  database().note.findMany({ where: { leadId, deletedAt: null }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
const bodiesOf = async (leadId: string) => (await notesOf(leadId)).map(({ body }) => body);

describe("what somebody here noted is told from what a visitor wrote", () => {
  const guess = (...labels: string[]) =>
    guessColumns(
      labels.map((label) => ({ label, samples: [] })),
      "AR",
    );

  test.each([
    ["Comentarios internos"],
    ["Notas internas"],
    ["Nota interna"],
    ["Observaciones del vendedor"],
    ["Obs. del asesor"],
    ["Notas de seguimiento"],
    ["Internal notes"],
    ["Sales rep's notes"],
    ["Observações internas"],
    ["Anotações"],
    ["Comentários do vendedor"],
  ])("%s is, alone or not", (label) => {
    expect(guess("Mail", label)).toStrictEqual(["email", "note"]);
    expect(guess("Mail", "Mensaje", label)).toStrictEqual(["email", "message", "note"]);
  });

  test.each([["Observaciones"], ["Notas"], ["Notes"], ["Observações"], ["Observación"], ["Obs"]])(
    "%s is beside what a visitor wrote, and in a sheet that says whose or how far",
    (label) => {
      expect(guess("Mail", "Consulta", label)).toStrictEqual(["email", "message", "note"]);
      expect(guess("Mail", label, "Message")).toStrictEqual(["email", "note", "message"]);
      expect(guess("Mail", "Estado", label)).toStrictEqual(["email", "status", "note"]);
      expect(guess("Mail", label, "Vendedor")).toStrictEqual(["email", "note", "owner"]);
    },
  );

  test.each([["Mensaje"], ["Consulta"], ["Comentarios"], ["Comentarios del cliente"], ["Observaciones"], ["Notes"]])(
    "%s by itself is the visitor's",
    (label) => expect(guess("Nombre", "Mail", label)).toStrictEqual(["contactName", "email", "message"]),
  );

  test("where it tells what was done it is the seller's; where somebody asks for something it isn't", () => {
    const of = (...samples: string[]) =>
      guessColumns(
        [
          { label: "Mail", samples: ["a@x.example"] },
          { label: "Observaciones", samples },
        ],
        "AR",
      )[1];
    expect(of("Se le envió cotización el lunes", "12/03: no contesta")).toBe("note");
    expect(of("Liguei ontem, pediu desconto")).toBe("note");
    expect(of("Called twice, no answer")).toBe("note");
    expect(of("Necesito mover 20 pallets a Rosario", "Quiero saber precios")).toBe("message");
    expect(of("Llámenme por la tarde, por favor")).toBe("message");
    expect(of("No contestan el teléfono de la web, por eso escribo")).toBe("message");
  });

  test("a message and several notes stay three things", () => {
    expect(guess("Mail", "Mensaje", "Observaciones", "Notas internas")).toStrictEqual([
      ...["email", "message", "note", "note"],
    ]);
  });
});

const FILE = `Mail;Fecha;Mensaje;Observaciones
ana@x.example;03/02/2024;Necesito un flete;Pidió que la llamen el lunes
beto@x.example;;Hola;
`;

test("a new lead gets its note on its history at the row's own time, and no one where the cell is empty", async () => {
  const { actor, companyId } = await manager();
  await bring(actor, FILE);
  const ana = await leadOf(companyId, "ana@x.example");
  expect(ana.message).toBe("Necesito un flete");
  expect(ana.lastActivityAt).toStrictEqual(ana.receivedAt);
  expect(await notesOf(ana.id)).toMatchObject([
    { body: "Pidió que la llamen el lunes", authorId: actor.id, createdAt: ana.receivedAt },
  ]);
  expect(await notesOf((await leadOf(companyId, "beto@x.example")).id)).toStrictEqual([]);
  const { entries } = await timeline(ctxOf(actor), { leadId: ana.id, filter: "notes", before: null, locale: "es" });
  expect(entries).toMatchObject([{ kind: "note", history: true, at: ana.receivedAt.toISOString() }]);
  // Told with the rest of what is long past: no clock runs and nobody is waited for.
  expect(await database().leadDue.count({ where: { leadId: ana.id } })).toBe(0);
  expect((await eventsOf(ana.id)).every(({ history }) => history)).toBe(true);
});

test("a known lead is told as changed by it, once: what it was told before isn't told again", async () => {
  const { actor, companyId } = await manager();
  const ana = await makeLead(companyId, { email: "ana@x.example" });
  const before = await leadNow(ana.id);
  const file =
    "Mail;Fecha;Notas internas\nana@x.example;03/02/2024;No contesta\nana@x.example;04/02/2024;No contesta\n";
  const importId = await upload(actor, file);
  await check(actor, importId);
  expect(await outcomesOf(importId)).toStrictEqual(["updated", "unchanged: again"]);
  expect(await importProgress(ctxOf(actor), { importId })).toMatchObject({ fields: [{ field: "note", count: 1 }] });
  expect(await notesOf(ana.id)).toStrictEqual([]);

  const first = await bring(actor, file);
  expect(await outcomesOf(first)).toStrictEqual(["updated", "unchanged: again"]);
  expect((await rowsOf(first))[0]?.changes).toMatchObject({ fields: { note: { from: "", to: "No contesta" } } });
  const { updatedAt: _, ...same } = before;
  expect(await leadNow(ana.id)).toMatchObject(same);
  const again = await bring(actor, file);
  expect(await outcomesOf(again)).toStrictEqual(["unchanged: same", "unchanged: again"]);
  expect(await notesOf(ana.id)).toMatchObject([{ body: "No contesta", createdAt: new Date("2024-02-03T03:00:00Z") }]);
});

test("of several columns each says which it is, and a sign in a file names nobody", async () => {
  const { actor, companyId } = await manager();
  const sign = `@{${actor.id}}`;
  await bring(actor, `Mail;Notas internas;Bitácora\nana@x.example;Ver ${sign};Llamé\nbeto@x.example;;Llamé\n`);
  const ana = await leadOf(companyId, "ana@x.example");
  expect(await bodiesOf(ana.id)).toStrictEqual([`Notas internas: Ver @ {${actor.id}}\nBitácora: Llamé`]);
  expect(await bodiesOf((await leadOf(companyId, "beto@x.example")).id)).toStrictEqual(["Llamé"]);
  expect(await database().noteMention.count({ where: { userId: actor.id } })).toBe(0);
});

test("where only chosen fields are replaced a note isn't added, and its column is named; an arrival brings it along", async () => {
  const { actor, companyId } = await manager();
  const ana = await makeLead(companyId, { email: "ana@x.example" });
  const file = "Mail;Empresa;Notas internas\nana@x.example;Norte;No contesta\n";
  const importId = await bring(actor, file, { onMatch: "overwrite", overwrite: ["firm"] });
  expect(await bodiesOf(ana.id)).toStrictEqual([]);
  expect(await rowsOf(importId)).toMatchObject([{ notes: [{ reason: "extra_left", detail: "Notas internas" }] }]);
  const touching = await bring(actor, file, { onMatch: "touch" });
  expect(await bodiesOf(ana.id)).toStrictEqual(["No contesta"]);
  await undo(actor, touching);
  expect(await bodiesOf(ana.id)).toStrictEqual([]);
  expect(await leadNow(ana.id)).toMatchObject({ touchCount: 1 });
});

test("undone, its notes are taken back, but not those that somebody wrote anew or that people wrote", async () => {
  const { actor, companyId } = await manager();
  const [ana, beto] = [
    await makeLead(companyId, { email: "ana@x.example" }),
    await makeLead(companyId, { email: "beto@x.example" }),
  ];
  await addNote(ctxOf(actor), { leadId: ana.id, body: "De antes" });
  const file = `Mail;Empresa;Notas internas
ana@x.example;Norte;No contesta
beto@x.example;Sur;Volver a llamar
caro@x.example;Este;Nueva
`;
  const importId = await bring(actor, file);
  expect(await bodiesOf(ana.id)).toHaveLength(2);
  const [note] = await notesOf(beto.id);
  const edit = { noteId: String(note?.id), body: "Volver a llamar el martes", seenBody: "Volver a llamar" };
  await editNote(ctxOf(actor), edit);

  await undo(actor, importId);
  expect((await rowsOf(importId)).map(({ undo: end, undoReason }) => `${end} ${undoReason}`.trim())).toStrictEqual([
    ...["undone", "kept changed:note", "undone"],
  ]);
  expect(await bodiesOf(ana.id)).toStrictEqual(["De antes"]);
  expect(await bodiesOf(beto.id)).toStrictEqual(["Volver a llamar el martes"]);
  expect(await leadNow(beto.id)).toMatchObject({ firm: "" });
  expect(await database().lead.count({ where: { companyId } })).toBe(2);
  expect((await eventsOf(ana.id)).map(({ name }) => name)).toContain("lead.noteDeleted");
});

test("in a file that names a person in thousands of rows between, a note is told once as well", async () => {
  const { actor, companyId } = await manager();
  const ana = await makeLead(companyId, { email: "ana@x.example" });
  await addNote(ctxOf(actor), { leadId: ana.id, body: "De antes" });
  const others = Array.from({ length: 1100 }, (_, n) => `p${n}@x.example;`);
  const file = ["Mail;Notas internas", "ana@x.example;Hoy", ...others, "ana@x.example;De antes", "ana@x.example;Hoy"];
  const importId = await upload(actor, file.join("\n"));
  await check(actor, importId);
  const tried = await outcomesOf(importId);
  expect([tried[0], ...tried.slice(-2)]).toStrictEqual(["updated", "unchanged: again", "unchanged: again"]);
  const done = await outcomesOf(await bring(actor, file.join("\n")));
  expect([done[0], ...done.slice(-2)]).toStrictEqual(["updated", "unchanged: again", "unchanged: again"]);
  expect(await bodiesOf(ana.id)).toHaveLength(2);
});
