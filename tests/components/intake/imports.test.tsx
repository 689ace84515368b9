import { act, render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import userEvent from "@testing-library/user-event";
import { ImportDesk } from "@/components/intake/imports/import-desk";
import { ShapeForm } from "@/components/intake/imports/shape-form";
import { RowTable } from "@/components/intake/imports/row-table";
import {
  checkImportAction,
  importProgressAction,
  importRowsAction,
  reshapeImportAction,
} from "@/lib/intake/importing/actions";
import messages from "@/lib/i18n/messages/es.json";
import type { ImportColumn, ImportProgress, ImportSettings, Shape, UnknownWords } from "@/lib/intake/importing/schema";

const refresh = jest.fn();
jest.mock("next/navigation", () => ({ useRouter: () => ({ refresh, push: jest.fn() }) }));
jest.mock("@/lib/intake/importing/actions", () => ({
  checkImportAction: jest.fn(),
  importProgressAction: jest.fn(),
  importRowsAction: jest.fn(),
  reshapeImportAction: jest.fn(),
}));

const ID = "018f0000-0000-7000-8000-000000000001";
const options = {
  companies: [{ value: ID, label: "Norte" }],
  leadTypes: [{ value: ID, label: "Otra" }],
  statuses: [{ value: ID, label: "Pendiente" }],
  owners: [],
  fields: [],
};
const COLUMNS: ImportColumn[] = [
  { label: "Nombre", samples: ["Ana"] },
  { label: "Etapa", samples: ["Cotizado"] },
];
const settings: ImportSettings = {
  ...{ mapping: ["contactName", "extra"], companyId: ID, leadTypeId: ID, statusId: ID, ownerId: null },
  ...{ channel: "", subChannel: "", dateOrder: "dmy", timeZone: "UTC", matchBy: ["email"], onMatch: "fill" },
  ...{ overwrite: [], onNew: "create" },
};
const shape: Shape = { format: "csv", encoding: "utf-8", delimiter: ",", header: true };
const progress: ImportProgress = {
  ...{ id: ID, stage: "read", state: "done", reason: "", rowCount: 6, settled: 6, counts: [], fields: [] },
};
const inSpanish = (children: React.ReactNode) => (
  <NextIntlClientProvider locale="es" messages={messages} timeZone="UTC">
    {children}
  </NextIntlClientProvider>
);
const NOTHING: UnknownWords = {
  status: { words: [], more: { words: 0, rows: 0 } },
  owner: { words: [], more: { words: 0, rows: 0 } },
};
const desk = (more: Partial<ImportProgress>, columns = COLUMNS, unknown = NOTHING) =>
  inSpanish(
    <ImportDesk progress={{ ...progress, ...more }} {...{ columns, settings, shape, options }} unknown={unknown} />,
  );
const READ = "6 filas leídas. Revisá a dónde va cada columna.";

afterEach(() => {
  jest.useRealTimers();
  refresh.mockClear();
});

test("a page of a moment before the file was read is asked for again until its columns are there", () => {
  jest.useFakeTimers();
  const { rerender } = render(desk({}, []));
  expect(screen.queryByText(READ)).toBeNull();
  expect(screen.queryByRole("button", { name: "Descartar" })).toBeNull();
  expect(screen.getByRole("progressbar")).toBeVisible();
  act(() => {
    jest.advanceTimersByTime(3500);
  });
  expect(refresh).toHaveBeenCalledTimes(3);
  rerender(desk({}));
  expect(screen.getByText(READ)).toBeVisible();
  expect(screen.getByLabelText("Nombre")).toHaveValue("contactName");
  act(() => {
    jest.advanceTimersByTime(3500);
  });
  expect(refresh).toHaveBeenCalledTimes(3);
});

test("the end of the reading isn't told before its columns are here, whoever hears of it first", async () => {
  jest.useFakeTimers();
  jest.mocked(importProgressAction).mockResolvedValue({ ok: true, data: progress });
  const { rerender } = render(desk({ state: "working" }, COLUMNS.slice(0, 1)));
  await act(() => jest.advanceTimersByTimeAsync(1000));
  expect(screen.queryByText(READ)).toBeNull();
  expect(screen.queryByLabelText("Nombre")).toBeNull();
  rerender(desk({}));
  expect(screen.getByText(READ)).toBeVisible();
  expect(screen.getByLabelText("Etapa")).toBeVisible();
});

test("a column that becomes the status makes the rows move statuses, unless somebody chose otherwise", async () => {
  render(desk({}));
  expect(screen.queryByText("Datos que se reemplazan")).toBeNull();
  await userEvent.selectOptions(screen.getByLabelText("Etapa"), "status");
  expect(screen.getByRole("combobox", { name: "Si el lead ya existe" })).toHaveTextContent("Completar lo vacío y");
  expect(screen.getByText("Datos que se reemplazan")).toBeVisible();
});

const count = (outcome: "new" | "updated" | "unchanged" | "refused", number: number) => ({
  ...{ outcome, reason: "", undo: "", count: number, more: 0, asksStatus: false },
});

test("a refused group says that more is wrong with its rows where it is, and which statuses there are", () => {
  const refused = (more: number, asksStatus = false) =>
    desk({ stage: "check", counts: [{ ...count("refused", 3), reason: "email_invalid", more, asksStatus }] });
  const { rerender } = render(refused(0));
  const line = () => screen.getByRole("button", { name: /rechazadas/ });
  expect(line()).toHaveAccessibleName("3 rechazadas el correo no es una dirección válida");
  expect(screen.queryByText(/Los estados que hay/)).toBeNull();
  rerender(refused(3));
  expect(line()).toHaveAccessibleName(/válida, y también por otros motivos$/);
  rerender(refused(1, true));
  expect(line()).toHaveAccessibleName(/válida; una de ellas, también por otros motivos$/);
  // Before the run each word is asked for, among the statuses.
  expect(screen.queryByText(/Los estados que hay/)).toBeNull();
  rerender(desk({ stage: "run", counts: [{ ...count("refused", 3), reason: "status_unknown", asksStatus: true }] }));
  expect(screen.getByText("Los estados que hay: Pendiente.")).toBeVisible();
});

test("each word that nobody knows is asked for with its rows, and tried again as it was said", async () => {
  jest.mocked(checkImportAction).mockResolvedValue({ ok: true, data: undefined });
  const words = [
    { word: "Perdido x precio", rows: 1200, means: "", before: "" },
    { word: "Tibio", rows: 3, means: "", before: "" },
    { word: "Frío", rows: 0, means: "none", before: "" },
  ];
  const unknown = { ...NOTHING, status: { words, more: { words: 2, rows: 5 } } };
  render(desk({ stage: "check", counts: [{ ...count("refused", 3), reason: "status_unknown" }] }, COLUMNS, unknown));
  expect(screen.queryByRole("region", { name: "Responsables" })).toBeNull();
  const asked = screen.getByRole("region", { name: "Estados" });
  expect(asked).toHaveTextContent("1.200 filas");
  expect(asked).toHaveTextContent("Y 2 más, en 5 filas");
  expect(screen.getByLabelText("Tibio")).toHaveValue("");
  expect(screen.getByLabelText("Frío")).toHaveValue("none");
  await userEvent.selectOptions(screen.getByLabelText("Perdido x precio"), "Pendiente");
  await userEvent.selectOptions(screen.getByLabelText("Frío"), "Rechazar esas filas");
  await userEvent.click(screen.getByRole("button", { name: "Probar de nuevo con esto" }));
  const said = { status: [{ word: "Perdido x precio", means: ID }], owner: [] };
  expect(checkImportAction).toHaveBeenCalledWith({ importId: ID, settings: { ...settings, said } });
});

test("what a word meant for the file before is chosen already, unless it can't be meant any more", async () => {
  jest.mocked(checkImportAction).mockResolvedValue({ ok: true, data: undefined });
  const words = [
    { word: "Tibio", rows: 3, means: "", before: ID },
    { word: "Caliente", rows: 2, means: "", before: "0190b5f0-0000-7000-8000-00000000ffff" },
  ];
  const unknown = { ...NOTHING, status: { words, more: { words: 0, rows: 0 } } };
  render(desk({ stage: "check", counts: [{ ...count("refused", 5), reason: "status_unknown" }] }, COLUMNS, unknown));
  expect(screen.getByLabelText("Tibio")).toHaveValue(ID);
  expect(screen.getAllByText("3 filas · como la última vez")).toHaveLength(1);
  expect(screen.getByLabelText("Caliente")).toHaveValue("");
  expect(screen.queryByText(/^2 filas · /)).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Probar de nuevo con esto" }));
  const said = { status: [{ word: "Tibio", means: ID }], owner: [] };
  expect(checkImportAction).toHaveBeenLastCalledWith({ importId: ID, settings: { ...settings, said } });
});

describe("of many words", () => {
  const asked = (count: number, more: object = {}) => {
    const words = Array.from({ length: count }, (_, n) => ({
      ...{ word: `Raro ${n + 1}`, rows: count - n, means: "", before: "", ...more },
    }));
    return { ...NOTHING, owner: { words, more: { words: 0, rows: 0 } } };
  };
  const refusing = (unknown: UnknownWords) =>
    desk({ stage: "check", counts: [{ ...count("refused", 3), reason: "owner_unknown" }] }, COLUMNS, unknown);
  const tried = () => jest.mocked(checkImportAction).mock.lastCall?.[0].settings.said?.owner;
  const tryAgain = () => userEvent.click(screen.getByRole("button", { name: "Probar de nuevo con esto" }));

  test("those that aren't answered one by one are answered together, and can be refused again", async () => {
    jest.mocked(checkImportAction).mockResolvedValue({ ok: true, data: undefined });
    render(refusing(asked(5)));
    await userEvent.selectOptions(screen.getByLabelText("Raro 2"), "Sin responsable: como las filas que no lo dicen");
    await userEvent.selectOptions(screen.getByLabelText("Raro 2"), "Rechazar esas filas");
    const others = screen.getByLabelText("Todos los que faltan");
    await userEvent.selectOptions(others, "Sin responsable: como las filas que no lo dicen");
    expect(screen.getByLabelText("Raro 5")).toHaveValue("none");
    expect(screen.getByLabelText("Raro 2")).toHaveValue("");
    await tryAgain();
    expect(tried()).toStrictEqual(["Raro 1", "Raro 3", "Raro 4", "Raro 5"].map((word) => ({ word, means: "none" })));
    await userEvent.selectOptions(others, "Rechazar esas filas");
    await tryAgain();
    expect(tried()).toStrictEqual([]);
  });

  test("the most frequent are asked for at once, the others when somebody wants them", () => {
    const { rerender } = render(refusing(asked(27)));
    expect(screen.getByLabelText("Raro 3")).toBeVisible();
    expect(screen.getByText("Los otros 24, uno por uno")).toBeVisible();
    expect(screen.getByLabelText("Raro 4")).not.toBeVisible();
    rerender(refusing(asked(4)));
    expect(screen.getByLabelText("Raro 4")).toBeVisible();
    expect(screen.queryByText(/uno por uno/)).toBeNull();
    rerender(refusing(asked(3)));
    expect(screen.queryByLabelText("Todos los que faltan")).toBeNull();
  });

  test("where they weren't all answered alike that is said, and nothing is changed by it", () => {
    const { owner } = asked(4);
    const [first, ...further] = owner.words;
    render(refusing({ ...NOTHING, owner: { ...owner, words: [{ ...first, means: "none" } as never, ...further] } }));
    expect(screen.getByLabelText("Todos los que faltan")).toHaveDisplayValue("No todos igual");
    expect(screen.getByLabelText("Raro 1")).toHaveValue("none");
  });
});

test.each([
  ["most rows are refused and words were not answered", 4, 3, true],
  ["most rows come in", 2, 3, false],
  ["each word was answered", 4, 0, false],
])("what is asked stands before the import where %s", (_, refused, rows, first) => {
  const words = [{ word: "Tibio", rows, means: "", before: "" }];
  const unknown = { ...NOTHING, status: { words, more: { words: 0, rows: 0 } } };
  const counts = [{ ...count("refused", refused), reason: "status_unknown" }, count("new", 6 - refused)];
  render(desk({ stage: "check", counts }, COLUMNS, unknown));
  const start = screen.getByRole("button", { name: /^Importar/ });
  const follows = start.compareDocumentPosition(screen.getByLabelText("Tibio")) === Node.DOCUMENT_POSITION_PRECEDING;
  expect(follows).toBe(first);
  expect(start.classList.contains("bg-accent")).toBe(!first);
});

test("where every word is known nothing is asked", () => {
  render(desk({ stage: "check", counts: [count("new", 3)] }));
  expect(screen.queryByRole("button", { name: "Probar de nuevo con esto" })).toBeNull();
});

test("what came in is told by what it became, and on green only when all did", () => {
  const { rerender } = render(
    desk({ stage: "run", counts: [count("refused", 3), count("unchanged", 1), count("new", 2)] }),
  );
  expect(screen.getByRole("status")).toHaveTextContent("Listo: 2 leads creados, 1 sin cambios, 3 rechazadas.");
  expect(screen.getByRole("status")).toHaveClass("bg-warning-soft");
  rerender(desk({ stage: "run", counts: [count("new", 1)] }));
  expect(screen.getByRole("status")).toHaveTextContent("Listo: 1 lead creado.");
  expect(screen.getByRole("status")).toHaveClass("bg-success-soft");
});

test("an undone import says what was taken back and what had to stay, and neither as if it were in", () => {
  const counts = [
    { ...count("new", 2), undo: "undone" },
    { ...count("new", 1), undo: "kept" },
    { ...count("updated", 1), undo: "undone" },
  ];
  render(desk({ stage: "undo", counts }));
  const line = (name: RegExp) => screen.getByRole("button", { name });
  expect(line(/^2 leads creados se quitaron$/)).toBeVisible();
  expect(line(/^1 actualizado volvió a lo que era$/)).toBeVisible();
  expect(line(/^Quedó como está 1 lead creado$/)).toBeVisible();
});

test("an extra value that is called as a field is said apart from it, in all and of each row", async () => {
  const fields = [
    { field: "amount", count: 1 },
    { field: "extra.Monto", count: 2 },
  ];
  const { unmount } = render(desk({ stage: "check", counts: [count("updated", 2)], fields }));
  expect(screen.getByText("Datos que cambian: Monto (1). Datos extra que cambian: Monto (2).")).toBeVisible();
  unmount();
  const { unmount: gone } = render(desk({ stage: "check", counts: [count("updated", 2)], fields: fields.slice(0, 1) }));
  expect(screen.getByText("Datos que cambian: Monto (1).")).toBeVisible();
  gone();
  const changes = [
    { field: "amount", from: "", to: "12300" },
    { field: "extra.Monto", from: "", to: "USD 300" },
  ];
  const row = { line: 2, values: [], outcome: "updated" as const, reason: "", detail: "", notes: [], leadNumber: null };
  const data = { rows: [{ ...row, changes, undo: "", undoReason: "" }], next: null };
  jest.mocked(importRowsAction).mockResolvedValue({ ok: true, data });
  render(inSpanish(<RowTable asked={{ importId: ID }} columns={["Monto"]} />));
  expect(await screen.findByText("Dato extra “Monto”: – → USD 300")).toBeVisible();
  expect(screen.getByText(/^Monto: – → 123/)).toBeVisible();
});

test("a row says all that is wrong with it, and which row its person was in before", async () => {
  const row = { leadNumber: null, changes: [], undo: "", undoReason: "" };
  jest.mocked(importRowsAction).mockResolvedValue({
    ok: true,
    data: {
      rows: [
        {
          ...{ ...row, line: 3, values: ["Ana"], outcome: "refused", reason: "email_invalid", detail: "no" },
          notes: [{ reason: "date_unreadable", detail: "31/02" }],
        },
        {
          ...{ ...row, line: 4, values: ["Ana"], outcome: "unchanged", reason: "again", detail: "2" },
          notes: [{ reason: "differs", detail: "firm,status" }],
        },
      ],
      next: null,
    },
  });
  render(inSpanish(<RowTable asked={{ importId: ID }} columns={["Nombre"]} />));
  expect(await screen.findByText("“no” no es una dirección de correo.")).toBeVisible();
  expect(screen.getByText("No se entiende la fecha “31/02”.")).toBeVisible();
  expect(screen.getByText("Ya estaba en la fila 2.")).toBeVisible();
  expect(screen.getByText("Dice otra cosa en: Razón social, Estado. Queda lo que ya estaba.")).toBeVisible();
});

test("where the headings are below a title it is shown, and can be changed or left to be found again", async () => {
  const user = userEvent.setup();
  jest.mocked(reshapeImportAction).mockResolvedValue({ ok: true, data: undefined });
  const { unmount } = render(inSpanish(<ShapeForm importId={ID} shape={{ ...shape, headerRow: 3 }} open />));
  expect(screen.getByText(/están en la fila 3/)).toBeVisible();
  const row = screen.getByLabelText("Fila de los nombres");
  const again = screen.getByRole("button", { name: "Leer de nuevo" });
  const read = { encoding: "utf-8", delimiter: ",", header: true };
  await user.clear(row);
  await user.type(row, "0");
  expect(again).toBeDisabled();
  await user.clear(row);
  await user.type(row, "4");
  await user.click(again);
  expect(reshapeImportAction).toHaveBeenLastCalledWith({ importId: ID, shape: { ...read, headerRow: 4 } });
  await user.selectOptions(screen.getByLabelText("Separador"), "Punto y coma");
  expect(row).toHaveValue("");
  await user.click(again);
  expect(reshapeImportAction).toHaveBeenLastCalledWith({ importId: ID, shape: { ...read, delimiter: ";" } });
  await user.click(screen.getByRole("checkbox"));
  expect(screen.queryByLabelText("Fila de los nombres")).toBeNull();
  unmount();
  render(inSpanish(<ShapeForm importId={ID} shape={{ ...shape, headerRow: 1 }} open />));
  expect(screen.queryByText(/están en la fila/)).toBeNull();
});

test("of several sheets it is told which one was read, and another can be chosen; of one nothing is said", async () => {
  const user = userEvent.setup();
  jest.mocked(reshapeImportAction).mockResolvedValue({ ok: true, data: undefined });
  const book = { ...shape, format: "xlsx" as const, sheet: 2, sheets: ["Tapa", "Leads", "Viejos"], headerRow: 4 };
  const { unmount } = render(inSpanish(<ShapeForm importId={ID} shape={book} open />));
  expect(screen.getByText("Se leyó la hoja “Leads”, una de 3.")).toBeVisible();
  expect(screen.getByLabelText("Hoja")).toHaveDisplayValue("Leads");
  await user.selectOptions(screen.getByLabelText("Hoja"), "Viejos");
  await user.click(screen.getByRole("button", { name: "Leer de nuevo" }));
  const read = { encoding: "utf-8", delimiter: ",", header: true };
  expect(reshapeImportAction).toHaveBeenLastCalledWith({ importId: ID, shape: { ...read, sheet: 3 } });
  unmount();
  render(inSpanish(<ShapeForm importId={ID} shape={{ ...book, sheet: 1, sheets: ["Leads"] }} open />));
  expect(screen.queryByText(/Se leyó la hoja/)).toBeNull();
  expect(screen.queryByLabelText("Hoja")).toBeNull();
});
