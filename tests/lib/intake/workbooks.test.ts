import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { WorkbookTooLarge } from "@/lib/intake/importing/workbook-bounds";
import { workbookRows, WorkbookUnreadable } from "@/lib/intake/importing/workbooks/gateway";
import { workbook } from "@/tests/support/workbook";

jest.setTimeout(60_000);

const home = fs.mkdtempSync(path.join(os.tmpdir(), "leads-workbooks-"));
afterAll(() => {
  fs.rmSync(home, { recursive: true });
});

function saved(bytes: Uint8Array | string): string {
  const file = path.join(home, String(fs.readdirSync(home).length));
  fs.writeFileSync(file, bytes);
  return file;
}

async function allOf(rows: AsyncIterable<string[]>): Promise<string[][]> {
  const all: string[][] = [];
  for await (const row of rows) all.push(row);
  return all;
}

const ROWS = Array.from({ length: 6000 }, (_, at) => Array.from({ length: 20 }, (_cell, index) => `${at}-${index}`));

test("whatever stands in a cell, a row is a row", async () => {
  const odd = [
    ["Nombre", "Nota"],
    ["Ana", "a\u2028b\u2029c\nd"],
    ["Eva", '"'.repeat(3)],
  ];
  expect(await allOf(workbookRows(saved(workbook(odd))))).toStrictEqual([
    ["Nombre", "Nota"],
    ["Ana", "a\u2028b\u2029c\nd"],
    ["Eva", '"""'],
  ]);
});

test("while a workbook is read, this process goes on", async () => {
  const file = saved(workbook(ROWS));
  let turns = 0;
  const watch = setInterval(() => turns++, 5);
  const rows = await allOf(workbookRows(file));
  clearInterval(watch);
  expect(rows).toHaveLength(6000);
  expect(turns).toBeGreaterThan(10);
});

test.each([
  ["memory", { memoryMb: 12, ms: 60_000 }],
  ["time", { memoryMb: 1024, ms: 1 }],
])("a workbook that needs more %s than there is takes its reader down, and nobody else", async (_, limits) => {
  await expect(allOf(workbookRows(saved(workbook(ROWS)), {}, limits))).rejects.toThrow(WorkbookTooLarge);
});

test.each([
  ["no archive", () => saved("nombre;mail")],
  ["not there", () => path.join(home, "nowhere")],
])("a file that is %s is no workbook", async (_, file) => {
  await expect(allOf(workbookRows(file()))).rejects.toThrow(WorkbookUnreadable);
});

test("whoever reads no further ends the reader", async () => {
  const rows = workbookRows(saved(workbook(ROWS)));
  expect((await rows.next()).value).toHaveLength(20);
  await rows.return(undefined);
  expect(await rows.next()).toStrictEqual({ done: true, value: undefined });
});
