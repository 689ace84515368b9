import { closeDatabase, database } from "@/lib/core/db";
import { startImport } from "@/lib/intake/importing/commands";
import { guessColumns } from "@/lib/intake/importing/columns";
import { getImport } from "@/lib/intake/importing/queries";
import { importResult } from "@/lib/intake/importing/results/queries";
import en from "@/lib/i18n/messages/en.json";
import es from "@/lib/i18n/messages/es.json";
import { ctxOf, makeCompany, makeUser } from "@/tests/support/house";
import { check, outcomesOf, rowsOf, stepAll, upload } from "@/tests/support/imports";
import type { UserActor } from "@/lib/core/ctx";

jest.setTimeout(60_000);
afterAll(closeDatabase);

/** The result file, as somebody reads it in this language. */
async function resultOf(actor: UserActor, importId: string, { imports }: typeof es): Promise<string> {
  const { line, outcome, reason, lead } = imports;
  const words = {
    head: { line, outcome, reason, lead },
    outcome: (key: string) => imports.outcomes[key as "new"],
    notReached: imports.notReachedRow,
    note: ({ reason: why, detail }: { reason: string; detail: string }) => `${why}: ${detail}`,
    undo: String,
  };
  const { csv } = await importResult(ctxOf(actor), { importId }, words);
  return Buffer.concat(await csv.toArray()).toString();
}

test.each([
  ["es", es],
  ["en", en],
])(
  "a result (%s) can be corrected and brought in: its own columns are left out, the others are as they were",
  async (_, words) => {
    const company = await makeCompany();
    const actor = await makeUser("manager", [company.id]);
    const file = "Mail;Teléfono;Estado;Zona\na@x.example;+54 11 4444-5555;Pendiente;Norte\nb@x.example;;Tibio;Sur\n";
    const first = await upload(actor, file);
    const { settings } = await getImport(ctxOf(actor), { importId: first });
    await check(actor, first);
    await startImport(ctxOf(actor), { importId: first });
    await stepAll();
    expect(await outcomesOf(first)).toStrictEqual(["new", "refused: status_unknown"]);

    const result = await resultOf(actor, first, words);
    const again = await upload(actor, result.replace(";Tibio;", ";Pendiente;"));
    const guessed = (await getImport(ctxOf(actor), { importId: again })).settings;
    expect(guessed).toStrictEqual({ ...settings, mapping: [...Array<string>(4).fill("ignore"), ...settings.mapping] });
    expect((await rowsOf(again)).map(({ values }) => (values as string[])[5])).toStrictEqual(["+54 11 4444-5555", ""]);
    await check(actor, again);
    await startImport(ctxOf(actor), { importId: again });
    await stepAll();
    expect(await outcomesOf(again)).toStrictEqual(["unchanged: same", "new"]);
    const leads = await database().lead.findMany({ where: { companyId: company.id }, orderBy: { email: "asc" } });
    expect(leads.map(({ extra }) => extra)).toStrictEqual([{ Zona: "Norte" }, { Zona: "Sur" }]);

    // The result of that has them twice.
    const twice = await upload(actor, await resultOf(actor, again, words));
    const { mapping } = (await getImport(ctxOf(actor), { importId: twice })).settings;
    expect(mapping).toStrictEqual([...Array<string>(8).fill("ignore"), ...settings.mapping]);
  },
);

test("the predecessor's sheet is known by its result as well", async () => {
  const actor = await makeUser("manager", [(await makeCompany()).id]);
  const sheet = (head: string, cells: string) =>
    `${head}mail;cliente;estado\n${cells}ana@x.example;Norte SA;Cotizado\n`;
  const [plain, result] = [
    await upload(actor, sheet("", "")),
    await upload(actor, sheet("Fila;Resultado;Qué pasa;Lead;", "2;Rechazada;No hay un lead con esos datos.;;")),
  ];
  const settingsOf = async (importId: string) => (await getImport(ctxOf(actor), { importId })).settings;
  const { mapping, ...told } = await settingsOf(plain);
  expect(told).toMatchObject({ onNew: "refuse", companyId: null });
  expect(await settingsOf(result)).toStrictEqual({
    ...told,
    mapping: [...Array<string>(4).fill("ignore"), ...mapping],
  });
});

test.each([
  ["some of them", ["Fila", "Resultado", "Lead", "Mail"]],
  ["in another order", ["Resultado", "Fila", "Qué pasa", "Lead", "Mail"]],
  ["at another place", ["Mail", "Fila", "Resultado", "Qué pasa", "Lead"]],
  ["of two languages", ["Fila", "Outcome", "Qué pasa", "Lead", "Mail"]],
])("columns of these names that a result wouldn't have so are somebody's own: %s", (_, labels) => {
  const columns = labels.map((label) => ({ label, samples: ["algo"] }));
  expect(guessColumns(columns, "AR")).not.toContain("ignore");
});
