import { closeDatabase } from "@/lib/core/db";
import { reshapeImport } from "@/lib/intake/importing/commands";
import { getImport } from "@/lib/intake/importing/queries";
import { ctxOf, makeCompany, makeUser } from "@/tests/support/house";
import { rowsOf, stepAll, upload } from "@/tests/support/imports";
import { workbookWith } from "@/tests/support/workbook";

jest.setTimeout(60_000);
afterAll(closeDatabase);

const manager = async () => makeUser("manager", [(await makeCompany()).id]);
const valuesOf = async (importId: string) => (await rowsOf(importId)).map(({ values }) => values);
const READ = { encoding: "utf-8", delimiter: ",", header: true } as const;

const ANA = [
  ["Nombre", "Mail"],
  ["Ana", "ana@x.example"],
];
const EVA = [
  ["Nombre", "Mail"],
  ["Eva", "eva@x.example"],
];

test.each([
  ["a title", [["Informe de ventas"]]],
  ["nothing", []],
  ["headings alone", [["Nombre", "Mail"]]],
  ["a text of several lines", [["Informe de ventas"], ["Preparado por Marta"], ["Uso interno"]]],
])("a first sheet of %s is passed over, and which one is read is told", async (_, cover) => {
  const actor = await manager();
  const importId = await upload(actor, workbookWith({ Tapa: cover, Uno: ANA, Dos: EVA }), "leads.xlsx");
  expect(await valuesOf(importId)).toStrictEqual([["Ana", "ana@x.example"]]);
  expect(await getImport(ctxOf(actor), { importId })).toMatchObject({
    state: "done",
    shape: { sheet: 2, sheets: ["Tapa", "Uno", "Dos"], headerRow: 1 },
  });
});

test("the first of several tables is read, and another one when it is chosen; one that there isn't is refused", async () => {
  const actor = await manager();
  const importId = await upload(actor, workbookWith({ Uno: ANA, Dos: EVA }), "leads.xlsx");
  expect(await valuesOf(importId)).toStrictEqual([["Ana", "ana@x.example"]]);
  await reshapeImport(ctxOf(actor), { importId, shape: { ...READ, sheet: 2 } });
  await stepAll();
  expect(await valuesOf(importId)).toStrictEqual([["Eva", "eva@x.example"]]);
  expect((await getImport(ctxOf(actor), { importId })).shape).toMatchObject({ sheet: 2, sheets: ["Uno", "Dos"] });
  await expect(reshapeImport(ctxOf(actor), { importId, shape: { ...READ, sheet: 3 } })).rejects.toThrow();
});

test("where a chosen sheet has no rows, or none has, another can still be chosen", async () => {
  const actor = await manager();
  const importId = await upload(actor, workbookWith({ Tapa: [["Informe"]], Uno: ANA }), "leads.xlsx");
  await reshapeImport(ctxOf(actor), { importId, shape: { ...READ, sheet: 1 } });
  await stepAll();
  const failed = await getImport(ctxOf(actor), { importId });
  expect(failed).toMatchObject({ state: "failed", reason: "file_empty", shape: { sheet: 1, sheets: ["Tapa", "Uno"] } });
  await reshapeImport(ctxOf(actor), { importId, shape: { ...READ, sheet: 2 } });
  await stepAll();
  expect(await valuesOf(importId)).toStrictEqual([["Ana", "ana@x.example"]]);
  const empty = await upload(actor, workbookWith({ Tapa: [["Informe"]], Otra: [] }), "leads.xlsx");
  expect(await getImport(ctxOf(actor), { importId: empty })).toMatchObject({
    ...{ state: "failed", reason: "file_empty", shape: { sheet: 1, sheets: ["Tapa", "Otra"] } },
  });
});

test("a text file has no sheets", async () => {
  const actor = await manager();
  const importId = await upload(actor, "Nombre,Mail\nAna,ana@x.example\n");
  expect((await getImport(ctxOf(actor), { importId })).shape).not.toHaveProperty("sheets");
  await expect(reshapeImport(ctxOf(actor), { importId, shape: { ...READ, sheet: 2 } })).rejects.toThrow();
});
