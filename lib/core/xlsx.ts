import { zipped } from "@/lib/core/zip";

/**
 * A text is only ever a text: no cell of ours can become a formula. A moment is a wall clock's, as `wallTime` gives it; a day
 * is `2026-11-28`.
 */
export type SheetCell = string | number | { wall: number } | { day: string } | null;
export type SheetColumn = { title: string; width: number };

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** Of one cell, by Excel's own rule. */
const LONGEST_TEXT = 32_767;
const CHUNK = 64 * 1024;
const DAY_MS = 86_400_000;
/** 1 January 1970 as spreadsheets count days. */
const EPOCH_DAY = 25_569;

/** A workbook of one sheet, written while its rows are read. */
export function workbookOf(
  sheet: string,
  columns: readonly SheetColumn[],
  rows: AsyncIterable<readonly SheetCell[]>,
): AsyncGenerator<Buffer> {
  const part = (name: string, kind: string) => `<Override PartName="${name}" ContentType="${CONTENT}.${kind}+xml"/>`;
  const relation = (id: number, kind: string, target: string) =>
    `<Relationship Id="rId${id}" Type="${RELATIONS}/${kind}" Target="${target}"/>`;
  const types = `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>`;
  const texts = {
    "[Content_Types].xml": `<Types xmlns="${PACKAGE}/content-types">${types}${part("/xl/workbook.xml", "sheet.main")}${part("/xl/worksheets/sheet1.xml", "worksheet")}${part("/xl/styles.xml", "styles")}</Types>`,
    "_rels/.rels": `<Relationships xmlns="${PACKAGE}/relationships">${relation(1, "officeDocument", "xl/workbook.xml")}</Relationships>`,
    "xl/workbook.xml": `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="${escaped(sheet).slice(0, 31)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships xmlns="${PACKAGE}/relationships">${relation(1, "worksheet", "worksheets/sheet1.xml")}${relation(2, "styles", "styles.xml")}</Relationships>`,
    "xl/styles.xml": STYLES,
  };
  return zipped([
    ...Object.entries(texts).map(([name, text]) => ({ name, content: [Buffer.from(HEAD + text)] })),
    { name: "xl/worksheets/sheet1.xml", content: sheetBytes(columns, rows) },
  ]);
}

// Plain, a moment, a title, a day.
const STYLES = `<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2"><font/><font><b/></font></fonts><fills count="2"><fill/><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="0" fontId="1" applyFont="1"/><xf numFmtId="165" applyNumberFormat="1"/></cellXfs></styleSheet>`;

async function* sheetBytes(columns: readonly SheetColumn[], rows: AsyncIterable<readonly SheetCell[]>) {
  const widths = columns.map(
    ({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  );
  const titles = columns.map(({ title }, at) => textCell(`${letters(at)}1`, title, 2)).join("");
  let text = `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews><cols>${widths.join("")}</cols><sheetData><row r="1">${titles}</row>`;
  let line = 1;
  for await (const row of rows) {
    line++;
    text += `<row r="${line}">${row.map((cell, at) => cellText(`${letters(at)}${line}`, cell)).join("")}</row>`;
    if (text.length < CHUNK) continue;
    yield Buffer.from(text);
    text = "";
  }
  yield Buffer.from(`${text}</sheetData></worksheet>`);
}

function cellText(at: string, cell: SheetCell): string {
  if (cell === null || cell === "") return "";
  if (typeof cell === "number") return `<c r="${at}"><v>${cell}</v></c>`;
  if (typeof cell === "string") return textCell(at, cell, 0);
  const [moment, style] = "day" in cell ? [Date.parse(cell.day), 3] : [cell.wall, 1];
  return `<c r="${at}" s="${style}"><v>${moment / DAY_MS + EPOCH_DAY}</v></c>`;
}

function textCell(at: string, text: string, style: number): string {
  const said = escaped(text.slice(0, LONGEST_TEXT));
  return `<c r="${at}" t="inlineStr" s="${style}"><is><t xml:space="preserve">${said}</t></is></c>`;
}

/** A, B … Z, AA, AB … */
function letters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last;
}

/** Without what XML has no way to say. */
function escaped(text: string): string {
  return text
    .replaceAll(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
