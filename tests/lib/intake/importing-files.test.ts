import { closeDatabase, database } from "@/lib/core/db";
import { reshapeImport, undoImport } from "@/lib/intake/importing/commands";
import { safeCell } from "@/lib/intake/importing/cells";
import { guessColumns, guessDateOrder } from "@/lib/intake/importing/columns";
import { headingsAmong } from "@/lib/intake/importing/headings";
import { getImport } from "@/lib/intake/importing/queries";
import { importResult } from "@/lib/intake/importing/results/queries";
import { isTable, shapeOf } from "@/lib/intake/importing/shape";
import { ctxOf, makeCompany, makeUser } from "@/tests/support/house";
import { bring, rowsOf, stepAll, upload } from "@/tests/support/imports";
import { workbook, workbookOf } from "@/tests/support/workbook";
import type { ColumnTarget, ImportColumn, Note } from "@/lib/intake/importing/schema";

jest.setTimeout(60_000);
afterAll(closeDatabase);

const TEXT =
  'Nombre;E-mail;Nota\r\nÁngela Ñandú;angela@x.example;"dijo: ""sí"";\r\nllamar"\r\n\r\nBeto;beto@x.example;\r\n';

async function admin() {
  const company = await makeCompany();
  return makeUser("admin", [company.id]);
}
const valuesOf = async (importId: string) => (await rowsOf(importId)).map(({ line, values }) => ({ line, values }));

describe("a file is read however it is written", () => {
  const swapped = (text: string) => Buffer.from(text, "utf16le").swap16();
  test.each([
    ["UTF-8", Buffer.from(TEXT)],
    ["UTF-8 with its mark", Buffer.from(`\uFEFF${TEXT}`)],
    ["Latin-1", Buffer.from(TEXT, "latin1")],
    ["UTF-16 with its mark", Buffer.from(`\uFEFF${TEXT}`, "utf16le")],
    ["UTF-16 without one", Buffer.from(TEXT, "utf16le")],
    ["UTF-16 the other way round", swapped(`\uFEFF${TEXT}`)],
    ["with Excel's line", Buffer.from(`sep=;\r\n${TEXT}`)],
  ])("%s", async (_, bytes) => {
    const importId = await upload(await admin(), bytes);
    expect(await valuesOf(importId)).toStrictEqual([
      { line: 2, values: ["Ángela Ñandú", "angela@x.example", 'dijo: "sí";\r\nllamar'] },
      { line: 4, values: ["Beto", "beto@x.example", ""] },
    ]);
  });

  test.each([",", ";", "\t", "|"])("parted by %j", async (sign) => {
    const importId = await upload(await admin(), ["Nombre", "Mail"].join(sign) + `\nAna${sign}ana@x.example\n`);
    expect(await valuesOf(importId)).toStrictEqual([{ line: 2, values: ["Ana", "ana@x.example"] }]);
  });

  test.each([
    [
      "a cell in the last column of the last row",
      '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
    ],
    ["the same without saying where", `<row r="1048576">${"<c/>".repeat(16_384)}<c><v>1</v></c></row>`],
    [
      "a cell whose place is written as an entity",
      '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="&#88;FD1048576"><v>1</v></c></row>',
    ],
    [
      "a stretch of nothing between two tags",
      `<row r="1">${" ".repeat(150 * 1024 * 1024)}<c r="A1"><v>1</v></c></row>`,
    ],
    ["gigabytes of nothing", `<row r="1"><c r="A1"><v>1</v></c></row>${" ".repeat(210 * 1024 * 1024)}`],
    ["millions of cells", `<row r="1">${"<c/>".repeat(6_100_000)}</row>`],
  ])("a small workbook that unpacks to %s is refused before it is held", async (_, sheet) => {
    const actor = await admin();
    const importId = await upload(actor, workbookOf(sheet), "leads.xlsx");
    expect(await getImport(ctxOf(actor), { importId })).toMatchObject({
      state: "failed",
      reason: "workbook_too_large",
    });
    expect(await rowsOf(importId)).toStrictEqual([]);
  });

  test("a file that takes the process down each time it is read isn't begun for ever", async () => {
    const actor = await admin();
    const importId = await upload(actor, "Nombre,Mail\nAna,ana@x.example\n");
    // As a process leaves it that died while reading for the third time.
    await database().import.update({ where: { id: importId }, data: { state: "working", stage: "read", failures: 3 } });
    await stepAll();
    expect(await getImport(ctxOf(actor), { importId })).toMatchObject({ state: "failed", reason: "failed" });
  });

  test("a workbook, with its dates and numbers as they are shown", async () => {
    const actor = await admin();
    const rows = [
      ["Nombre", "Mail", "Fecha", "Camiones"],
      ["Ana & Cía", "ana@x.example", { date: 45_000 }, 12],
    ];
    const importId = await upload(actor, workbook(rows), "leads.xlsx");
    expect(await valuesOf(importId)).toStrictEqual([
      { line: 2, values: ["Ana & Cía", "ana@x.example", "2023-03-15", "12"] },
    ]);
    expect((await getImport(ctxOf(actor), { importId })).settings.mapping).toStrictEqual([
      "contactName",
      "email",
      "submittedAt",
      "extra",
    ]);
  });

  test("what was taken for something else is read again as told", async () => {
    const actor = await admin();
    const importId = await upload(actor, "Ana;ana@x.example\nBeto;beto@x.example\n");
    expect((await getImport(ctxOf(actor), { importId })).columns).toHaveLength(2);
    expect(await rowsOf(importId)).toHaveLength(2);
    await reshapeImport(ctxOf(actor), { importId, shape: { encoding: "utf-8", delimiter: ";", header: true } });
    await stepAll();
    expect(await valuesOf(importId)).toStrictEqual([{ line: 2, values: ["Beto", "beto@x.example"] }]);
  });

  const HEADED = [
    ["Listado de leads 2026", "", ""],
    ["", "", ""],
    ["Nombre", "Correo", "Tel"],
    ["Ana", "ana@x.example", "11 4444-5555"],
    ["Beto", "beto@x.example", ""],
  ];
  const csvOf = (rows: string[][]) => rows.map((row) => row.join(";")).join("\r\n");
  const DATA = [
    { line: 4, values: ["Ana", "ana@x.example", "11 4444-5555"] },
    { line: 5, values: ["Beto", "beto@x.example", ""] },
  ];

  test.each([
    ["as a spreadsheet writes it", csvOf(HEADED), "leads.csv"],
    ["alone in its line", csvOf(HEADED).replace("2026;;", "2026"), "leads.csv"],
    ["in a workbook", workbook(HEADED), "leads.xlsx"],
  ])("a title above the headings is no data: %s", async (_, content, name) => {
    const actor = await admin();
    const importId = await upload(actor, content, name);
    const found = await getImport(ctxOf(actor), { importId });
    expect(found.columns.map(({ label }) => label)).toStrictEqual(["Nombre", "Correo", "Tel"]);
    expect(found).toMatchObject({ rowCount: 2, shape: { header: true, headerRow: 3 } });
    expect(found.settings.mapping).toStrictEqual(["contactName", "email", "phone"]);
    expect(await valuesOf(importId)).toStrictEqual(DATA);
  });

  test.each([
    [
      "headings in the first row",
      [
        ["Nombre", "Correo"],
        ["Ana", "a@x.example"],
      ],
      0,
    ],
    [
      "one heading over the first column only",
      [
        ["Nombre", "", ""],
        ["Ana Paz", "Sur SA", "Hola"],
        ["Beto", "Norte", "Chau"],
      ],
      0,
    ],
    [
      "data from the first row on",
      [
        ["Ana", "a@x.example", ""],
        ["Beto", "", "Zona norte"],
      ],
      null,
    ],
    [
      "a person whose other columns are empty",
      [
        ["ana@x.example", "", ""],
        ["Nombre", "Correo", "Tel"],
      ],
      null,
    ],
    [
      "a title, what was asked for, and headings",
      [["Leads"], ["Desde:", "01/01/2026"], ["Name", "E-mail", "Phone", "City"]],
      2,
    ],
    [
      "groups of columns above the headings",
      [
        ["Cliente", "", "", "Datos", "", ""],
        ["Nome", "E-mail", "Telefone", "Empresa", "Cidade", "Nota"],
      ],
      1,
    ],
    [
      "a title that is a year",
      [
        ["2026", ""],
        ["Nombre", "Mail"],
      ],
      1,
    ],
    ["one column", [["Correo"], ["a@x.example"]], 0],
    [
      "headings further down than anybody looks",
      [...Array.from({ length: 10 }, (_, at) => [`Texto ${at}`]), ["Nombre", "Mail"]],
      0,
    ],
  ])("of %s, the right row is taken", (_, rows, place) => {
    expect(headingsAmong(rows)).toBe(place);
  });

  test.each([
    ["a text", csvOf(HEADED), "leads.csv"],
    ["a workbook", workbook(HEADED), "leads.xlsx"],
  ])("the row of the headings can be said, of %s, and found again", async (_, content, name) => {
    const actor = await admin();
    const importId = await upload(actor, content, name);
    const shape = { encoding: "utf-8", delimiter: ";", header: true } as const;
    await reshapeImport(ctxOf(actor), { importId, shape: { ...shape, headerRow: 4 } });
    await stepAll();
    expect((await getImport(ctxOf(actor), { importId })).columns.map(({ label }) => label)[0]).toBe("Ana");
    expect(await valuesOf(importId)).toStrictEqual(DATA.slice(1));
    await reshapeImport(ctxOf(actor), { importId, shape: { ...shape, headerRow: 1 } });
    await stepAll();
    expect(await valuesOf(importId)).toHaveLength(3);
    await reshapeImport(ctxOf(actor), { importId, shape });
    await stepAll();
    expect(await valuesOf(importId)).toStrictEqual(DATA);
    await reshapeImport(ctxOf(actor), { importId, shape: { ...shape, header: false } });
    await stepAll();
    expect(await valuesOf(importId)).toHaveLength(4);
  });

  test("below a title the dry run, the result and the undo name the file's own rows", async () => {
    const actor = await admin();
    const importId = await bring(actor, csvOf(HEADED), { onNew: "create" });
    const words = {
      head: { line: "Fila", outcome: "Resultado", reason: "", lead: "" },
      outcome: (key: string) => key,
      notReached: "",
      note: () => "",
      undo: (undo: string) => undo,
    };
    const { csv } = await importResult(ctxOf(actor), { importId }, words);
    const text = Buffer.concat((await csv.toArray()).map((part) => Buffer.from(part as string))).toString();
    expect(text).toMatch(/Nombre;Correo;Tel\n4;new;;L-\d+;Ana;[^]*\n5;new;;L-\d+;Beto/);
    expect(text).not.toContain("Listado");
    await undoImport(ctxOf(actor), { importId });
    await stepAll();
    expect((await rowsOf(importId)).map(({ line, undo }) => [line, undo])).toStrictEqual([
      [4, "undone"],
      [5, "undone"],
    ]);
  });

  test.each([
    ["at the end", 'Nombre,Mail\nAna,ana@x.example\n"Beto,beto@x.example\nCarla,c@x.example\n', "quote_open:3"],
    ["in the first row", '"Nombre,Mail\nAna,ana@x.example\n', "quote_open:1"],
    ["before a large rest", `Nombre,Mail\n"Ana,a@x.example\n${"y,y@y.example\n".repeat(100_000)}`, "quote_open:2"],
    ["where nothing was opened, but a line has no end", `a,b\nc,d\n${",".repeat(2_000_000)}`, "row_too_long:3"],
  ])("a row that can't be one is named: a quote that never closes %s", async (_, text, reason) => {
    const importId = await upload(await admin(), text);
    const found = await database().import.findUniqueOrThrow({ where: { id: importId } });
    expect(found).toMatchObject({ state: "failed", reason });
  });

  test.each([
    ["text", "libro.xlsx", "esto no es un libro\n"],
    ["a table in text", "Libro.XLSX", "Nombre;Mail\nAna;ana@x.example\n"],
    ["the end of one", "libro.xlsx ", Buffer.from(workbook([["Nombre"]])).subarray(40)],
  ])("what is named a workbook and is %s is refused before there is an import", async (_, fileName, content) => {
    const actor = await admin();
    await expect(upload(actor, content, fileName)).rejects.toMatchObject({
      ...{ code: "PRECONDITION", details: { reason: "fileNoWorkbook" } },
    });
    expect(await database().import.count({ where: { uploaderId: actor.id } })).toBe(0);
    await expect(upload(actor, "Nombre;Mail\nAna;ana@x.example\n", "libro.xlsx.csv")).resolves.toBeTruthy();
    await expect(upload(actor, workbook([["Nombre"], ["Ana"]]), "libro.csv")).resolves.toBeTruthy();
  });

  test("more columns than are read are told, and empty ones aren't", async () => {
    const labels = Array.from({ length: 201 }, (_, index) => `c${index}`).join(",");
    const wide = await upload(await admin(), `${labels}\nAna${",".repeat(200)}\n`);
    expect(await database().import.findUniqueOrThrow({ where: { id: wide } })).toMatchObject({
      state: "done",
      reason: "columns_cut",
    });
    const blank = await upload(await admin(), `Nombre,Mail${",".repeat(300)}\nAna,a@x.example${",".repeat(300)}\n`);
    expect(await database().import.findUniqueOrThrow({ where: { id: blank } })).toMatchObject({
      state: "done",
      reason: "",
    });
  });

  test("the largest row of values there may be is read", async () => {
    const importId = await upload(await admin(), `Nombre,Nota\nAna,"${`${"x".repeat(99)}\n`.repeat(2000)}"\n`);
    expect(await rowsOf(importId)).toHaveLength(1);
  });
});

describe("how a file is written is told in a moment, whatever stands in it", () => {
  test.each([
    ["a quote that never closes", `nombre,mail\n"abierta,x@x.com\n${"y,y@y.com\n".repeat(20_000)}`],
    ["nothing but quotes", '"'.repeat(64 * 1024)],
    ["quotes and line ends", '"\n'.repeat(32 * 1024)],
    ["nothing but delimiters", ",;|\t".repeat(16 * 1024)],
    ["cells of one sign", "a,".repeat(32 * 1024)],
  ])("%s", (_, text) => {
    const begun = performance.now();
    shapeOf(Buffer.from(text).subarray(0, 64 * 1024), true);
    expect(performance.now() - begun).toBeLessThan(8000);
  });

  test("the rows before an open quote say how it is parted", () => {
    const text = `Nombre;Mail\nAna;a@x.example\n"Beto;b@x.example\n${"y;y\n".repeat(10)}`;
    expect(shapeOf(Buffer.from(text), true)).toMatchObject({ delimiter: ";", header: true });
  });
});

test("labels are told from values, and a cell of a comma list from a column", () => {
  const shape = (text: string) => shapeOf(Buffer.from(text), true);
  expect(shape("Nombre,Mail\nAna,a@x.example\n")).toMatchObject({ delimiter: ",", header: true });
  expect(shape("Ana,a@x.example\nBeto,b@x.example\n")).toMatchObject({ header: false });
  expect(shape("Nombre;Servicios\nAna;a, b, c\nBeto;a, b\n")).toMatchObject({ delimiter: ";" });
  expect(shape("Mail\nana@x.example\n")).toMatchObject({ delimiter: ",", header: true });
});

describe("columns find their place", () => {
  const columns = (labels: string[], samples: string[] = []): ImportColumn[] =>
    labels.map((label, index) => ({ label, samples: samples[index] ? [samples[index]] : [] }));

  test.each([
    [
      ["mail", "cliente", "estado"],
      ["email", "firm", "status"],
    ],
    [
      ["Nombre y Apellido", "Razón Social", "Correo electrónico", "Teléfono", "Mensaje"],
      ["contactName", "firm", "email", "phone", "message"],
    ],
    [
      ["First name", "Last name", "Company", "E-mail address", "Phone number", "Owner"],
      ["firstName", "lastName", "firm", "email", "phone", "owner"],
    ],
    [
      ["Nome", "Empresa", "E-mail", "Telefone", "Situação"],
      ["contactName", "firm", "email", "phone", "status"],
    ],
    [
      ["Cliente", "Empresa", "Campaña"],
      ["extra", "firm", "utm.campaign"],
    ],
    [["Color preferido"], ["extra"]],
    [
      ["Correo", "Correo (2)", "Teléfono", "Teléfono (2)", "Empresa", "Empresa (2)"],
      ["email", "email", "phone", "phone", "firm", "extra"],
    ],
  ])("%j", (labels, targets) => {
    expect(guessColumns(columns(labels), "AR")).toStrictEqual(targets);
  });

  test("telephone and mobile are both the lead's, and somebody else's number stays beside", () => {
    const numbers = ["0341 4567890", "0341 15 5443322", "11 4444-5555", "11 4444-6666"];
    const labels = ["Teléfono", "Celular", "Teléfono de emergencia", "Celular del vendedor"];
    expect(guessColumns(columns(labels, numbers), "AR")).toStrictEqual(["phone", "phone", "extra", "extra"]);
    expect(guessColumns(columns(["Mail", "Correo laboral"], ["a@x.example", "a@y.example"]), "AR")[1]).toBe("extra");
  });

  const sheet = (customers: string[], ...others: [string, string][]): ImportColumn[] => [
    { label: "Cliente", samples: customers },
    ...others.map(([label, sample]) => ({ label, samples: [sample] })),
  ];
  const mail: [string, string] = ["Mail", "ana@x.example"];
  const status: [string, string] = ["Estado", "Cotizado"];
  const people = ["Laura Giménez", "Pedro Ruiz", "Ana Paz"];
  test.each<[string, ImportColumn[], ColumnTarget[]]>([
    ["people", sheet(people, mail), ["customer", "email"]],
    ["people and firms", sheet(["Laura Giménez", "Norte SA", "Sur SRL"], mail), ["customer", "email"]],
    [
      "people and one that nobody can tell",
      sheet(["Laura Giménez", "Pedro Ruiz", "Norte"], mail),
      ["customer", "email"],
    ],
    ["firms", sheet(["Norte SA", "Transportes Sur", "Cuyo SRL"], mail), ["firm", "email"]],
    ["what nobody can tell", sheet(["Norte", "Sur", "Ana Paz"], mail), ["firm", "email"]],
    ["people beside a firm", sheet(people, mail, ["Empresa", "Norte SA"]), ["contactName", "email", "firm"]],
    ["people beside a name", sheet(people, mail, ["Nombre", "Eva Sol"]), ["firm", "email", "contactName"]],
    ["the predecessor's", sheet(["Dos Veces", "Sur Norte"], mail, status), ["firm", "email", "status"]],
  ])("a column of customers goes by what stands below it: %s", (_, sent, targets) => {
    expect(guessColumns(sent, "AR")).toStrictEqual(targets);
  });

  test.each([
    "Monto estimado",
    "Valor total",
    "Importe cotizado",
    "Presupuesto estimado",
    "Valor da oportunidade",
    "Deal value",
  ])("%s is the amount, where it is one", (label) => {
    expect(guessColumns(columns([label], ["$ 1.200,50"]), "AR")).toStrictEqual(["amount"]);
    expect(guessColumns(columns([label], ["a convenir"]), "AR")).toStrictEqual(["extra"]);
  });

  test.each(["Monto USD", "Valor agregado", "Fecha estimada", "Total de empleados"])("%s isn't the amount", (label) => {
    expect(guessColumns(columns([label], ["12"]), "AR")).not.toContain("amount");
  });

  test("by their values, where they have no label", () => {
    const unnamed = columns(["", "", ""], ["ana@x.example", "11 4444-5555", "Ana Pérez"]);
    expect(guessColumns(unnamed, "AR")).toStrictEqual(["email", "phone", "contactName"]);
  });

  test("the order of a date is told by what can only be a day", () => {
    expect(guessDateOrder(["05/12/2026"])).toBe("dmy");
    expect(guessDateOrder(["05/12/2026", "05/13/2026"])).toBe("mdy");
    expect(guessDateOrder(["2026-05-13"])).toBe("ymd");
  });
});

test("a result's cells are no formulas", async () => {
  expect(["=1+1", "+54 11", "-1", "@x", "\t=1", "Ana"].map(safeCell)).toStrictEqual([
    "'=1+1",
    "'+54 11",
    "'-1",
    "'@x",
    "'\t=1",
    "Ana",
  ]);
  const actor = await admin();
  const importId = await bring(
    actor,
    'Nombre,Mail,Fecha\n"=HYPERLINK(""http://x"")",a@x.example\nBeto,beto@,31/02/2025\n',
  );
  const said = { head: { line: "Fila", outcome: "Resultado", reason: "Por qué", lead: "Lead" } };
  const words = {
    ...said,
    notReached: "not reached",
    outcome: (key: string) => key,
    note: ({ reason, detail }: Note) => `${reason} ${detail}`,
    undo: String,
  };
  const { csv } = await importResult(ctxOf(actor), { importId }, words);
  const text = Buffer.concat(await csv.toArray()).toString();
  expect(text).toMatch(/^\uFEFFFila;Resultado;Por qué;Lead;Nombre;Mail;Fecha\n2;new;;L-\d+;"'=HYPERLINK/);
  expect(text).toContain("3;refused;email_invalid beto@ date_unreadable 31/02/2025;;Beto;beto@");

  // As it stands when somebody stops it after its first row.
  await database().import.update({ where: { id: importId }, data: { state: "stopped", cursor: 2 } });
  const stopped = await importResult(ctxOf(actor), { importId }, words);
  const rest = Buffer.concat(await stopped.csv.toArray()).toString();
  expect(rest).toContain("2;new;;L-");
  expect(rest).toContain("3;not reached;;;Beto;beto@");
});

test.each([
  ["a list of mails", "Correo\nana@x.example\nbeto@x.example\n", true],
  ["a table", "Nombre;Mail\nAna;ana@x.example\nBeto;b@x.example\n", true],
  ["firms alone", "Razón social\nBodega Sur S.R.L.\nVinos de Cuyo\n", true],
  ["an empty line only", "\n", true],
  [
    "a program",
    '#!/usr/bin/env node\nimport fs from "fs";\n\nconst a = [1, 2];\nfor (const b of a) {\n  go(b, a);\n}\n',
    false,
  ],
  ["a page", '<html>\n<body class="a, b">\n<p>Hola, Ana</p>\n</body>\n</html>\n', false],
])("%s: taken for a table %#", (_, text, expected) => {
  const head = Buffer.from(text);
  expect(isTable(head, shapeOf(head, true))).toBe(expected);
});

test("a program's bytes are no table, in whichever letters they are read", () => {
  const bytes = Buffer.from(Array.from({ length: 4000 }, (_, index) => (index * 7919) % 251));
  const zeros = Buffer.from(bytes.map((byte) => byte * Number(byte % 3 === 0)));
  for (const head of [bytes, zeros]) expect(isTable(head, shapeOf(head, false))).toBe(false);
});
