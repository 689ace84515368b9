import { closeDatabase, database } from "@/lib/core/db";
import { undoImport } from "@/lib/intake/importing/commands";
import { columnNames } from "@/lib/intake/importing/column-names";
import { getImport } from "@/lib/intake/importing/queries";
import { importResult } from "@/lib/intake/importing/results/queries";
import { ctxOf, makeCompany, makeLead, makeUser } from "@/tests/support/house";
import { bring, rowsOf, stepAll } from "@/tests/support/imports";

jest.setTimeout(60_000);
afterAll(closeDatabase);

async function manager() {
  const company = await makeCompany();
  return { actor: await makeUser("manager", [company.id]), companyId: company.id };
}
const extraOf = async (companyId: string, email: string) =>
  (await database().lead.findFirstOrThrow({ where: { companyId, email } })).extra;

const WORDS = {
  head: { line: "Fila", outcome: "Resultado", reason: "Por qué", lead: "Lead" },
  notReached: "",
  outcome: String,
  note: () => "",
  undo: String,
};

const FILE = [
  "Nombre;Mail;Teléfono;Teléfono;Zona;Zona;Zona;;Zona (2);__proto__",
  "Ana Sol;ana@x.example;11 4444-5555;11 4444-6666;norte;sur;este;sin nombre;otra;rara",
  "Eva Paz;eva@x.example;11 4444-7777;;;solo la segunda;;;;",
].join("\n");
const ANAS = {
  "Teléfono (2)": "11 4444-6666",
  Zona: "norte",
  "Zona (3)": "sur",
  "Zona (4)": "este",
  "Columna 8": "sin nombre",
  "Zona (2)": "otra",
  ["__proto__"]: "rara",
};

test("columns of one heading, or of none, each keep their values under a name that is the same everywhere", async () => {
  const { actor, companyId } = await manager();
  const importId = await bring(actor, FILE);
  expect(await extraOf(companyId, "ana@x.example")).toStrictEqual(ANAS);
  expect(await extraOf(companyId, "eva@x.example")).toStrictEqual({ "Zona (3)": "solo la segunda" });
  const names = (await getImport(ctxOf(actor), { importId })).columns.map(({ label }) => label);
  expect(names).toStrictEqual(
    ["Nombre", "Mail", "Teléfono", "Teléfono (2)", "Zona", "Zona (3)", "Zona (4)", "Columna 8", "Zona (2)"].concat(
      "__proto__",
    ),
  );
  const { csv } = await importResult(ctxOf(actor), { importId }, WORDS);
  const [head = ""] = Buffer.concat(await csv.toArray())
    .toString()
    .split("\n");
  expect(head.split(";").slice(4)).toStrictEqual(names);
});

test("a lead that is there gets them by these names, and loses them when the import is undone", async () => {
  const { actor, companyId } = await manager();
  const { id } = await makeLead(companyId, { email: "ana@x.example", extra: { Zona: "centro" } });
  const file = "Mail;Zona;Zona;\nana@x.example;norte;sur;sin nombre\n";
  const importId = await bring(actor, file, { onMatch: "fill" });
  const leadNow = () => database().lead.findUniqueOrThrow({ where: { id } });
  expect((await leadNow()).extra).toStrictEqual({ Zona: "centro", "Zona (2)": "sur", "Columna 4": "sin nombre" });
  expect(await rowsOf(importId)).toMatchObject([{ notes: [{ reason: "extra_left", detail: "Zona" }] }]);
  await undoImport(ctxOf(actor), { importId });
  await stepAll();
  expect((await leadNow()).extra).toStrictEqual({ Zona: "centro" });
});

test("of two columns that say one amount or priority otherwise, the second is kept; where they say the same it isn't", async () => {
  const { actor, companyId } = await manager();
  const file = "Mail;Monto;Total;Prioridad\nana@x.example;10;20;alta\neva@x.example;10;10,00;alta\n";
  await bring(actor, file, { mapping: ["email", "amount", "amount", "priority"] });
  expect(await extraOf(companyId, "ana@x.example")).toStrictEqual({ Total: "20" });
  expect(await extraOf(companyId, "eva@x.example")).toStrictEqual({});
});

test("names that are no others' stay as they are", () => {
  const byPlace = (place: number) => `Column ${place}`;
  expect(columnNames(["A", "B", "a"], byPlace)).toStrictEqual(["A", "B", "a"]);
  expect(columnNames(["", "Column 1", "Column 1"], byPlace)).toStrictEqual([
    "Column 1 (2)",
    "Column 1",
    "Column 1 (3)",
  ]);
});

test("who reads it in English finds the place in English", async () => {
  const company = await makeCompany();
  const actor = await makeUser("manager", [company.id]);
  await database().user.update({ where: { id: actor.id }, data: { locale: "en" } });
  await bring(actor, "Mail;\nana@x.example;something\n");
  expect(await extraOf(company.id, "ana@x.example")).toStrictEqual({ "Column 2": "something" });
});
