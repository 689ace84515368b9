import { usualWidth } from "@/lib/leads/list/columns/schema";
import type { SheetCell, SheetColumn } from "@/lib/core/xlsx";
import type { ColumnPlace, ListColumn } from "@/lib/leads/list/columns/schema";
import type { LeadRow, ListChoices } from "@/lib/leads/list/schema";

/** A column of the file: one of the screen's, or what a column of the screen shows besides. */
export type ExportColumn =
  | Exclude<ListColumn, "contact" | "responseTime" | "nextAction">
  | "nextTask"
  | "nextTaskAt"
  | "currency"
  | "responseMinutes"
  | "responseWorkingMinutes";

/**
 * What the screen shows, in its order. Under a name stands the firm there, behind the buttons to reach somebody their mail
 * and phone: in a file these are columns.
 */
export function exportColumns(places: readonly Pick<ColumnPlace, "key">[]): ExportColumn[] {
  const shown = places.map(({ key }) => key);
  const all = shown.flatMap((key): ExportColumn[] => {
    if (key === "name") return shown.includes("firm") ? [key] : [key, "firm"];
    if (key === "amount") return [key, "currency"];
    if (key === "nextAction") return ["nextTask", "nextTaskAt"];
    if (key === "responseTime") return ["responseMinutes", "responseWorkingMinutes"];
    if (key === "contact") return (["email", "phone"] as const).filter((one) => !shown.includes(one));
    return [key];
  });
  return [...new Set(all)];
}

export type ExportWords = {
  column: (column: ExportColumn) => string;
  priority: (priority: string) => string;
  choices: Pick<ListChoices, "statuses" | "types">;
  /** A moment as the clock of the one who exports shows it. */
  wall: (moment: number) => number;
};

export function sheetColumns(columns: readonly ExportColumn[], words: ExportWords): SheetColumn[] {
  // Spreadsheets measure in letters.
  return columns.map((column) => ({
    title: words.column(column),
    width: Math.round(widthOf(column) / 7),
  }));
}

function widthOf(column: ExportColumn): number {
  if (column === "currency") return 72;
  if (column === "responseMinutes" || column === "responseWorkingMinutes") return usualWidth("responseTime");
  return usualWidth(column === "nextTask" || column === "nextTaskAt" ? "nextAction" : column);
}

export function cellsOf(row: LeadRow, columns: readonly ExportColumn[], words: ExportWords): SheetCell[] {
  return columns.map((column) => cellOf(row, column, words));
}

function cellOf(row: LeadRow, column: ExportColumn, words: ExportWords): SheetCell {
  const at = (moment: string | null) => (moment === null ? null : { wall: words.wall(Date.parse(moment)) });
  const { more } = row;
  switch (column) {
    case "number":
      return row.label;
    case "name":
      return row.contactName;
    case "firm":
    case "email":
    case "phone":
    case "service":
    case "subChannel":
    case "score":
      return row[column];
    case "status":
      return words.choices.statuses.find(({ id }) => id === row.statusId)?.label ?? "";
    case "type":
      return words.choices.types.find(({ id }) => id === more.type)?.label ?? "";
    case "owner":
      return row.ownerName;
    case "company":
      return row.companyName;
    case "source":
      return row.sourceName;
    case "priority":
      return words.priority(row.priority);
    case "touches":
      return row.touchCount;
    case "tags":
      return Array.isArray(more.tags) ? more.tags.join(", ") : "";
    case "amount":
      return moneyOf(row) === null ? null : (moneyOf(row)?.cents ?? 0) / 100;
    case "currency":
      return moneyOf(row)?.currency ?? null;
    case "received":
      return at(row.receivedAt);
    case "activity":
      return at(row.lastActivityAt);
    case "firstResponse":
      return at(row.firstResponseAt);
    case "due":
      return at(row.dueAt);
    case "rots":
      return at(row.rotsAt);
    case "nextTask":
      return nextOf(row)?.title ?? null;
    case "nextTaskAt":
      return at(nextOf(row)?.at ?? null);
    case "responseMinutes":
      return minutesIn(more.responseTime, "wall");
    case "responseWorkingMinutes":
      return minutesIn(more.responseTime, "working");
    case "submitted":
    case "assigned":
    case "statusChanged": {
      const moment = more[column];
      return typeof moment === "string" ? at(moment) : null;
    }
    default: {
      const text = more[column];
      return typeof text === "string" ? text : "";
    }
  }
}

function moneyOf({ more: { amount } }: LeadRow) {
  return typeof amount === "object" && amount !== null && "cents" in amount ? amount : null;
}

function nextOf({ more: { nextAction } }: LeadRow) {
  return typeof nextAction === "object" && nextAction !== null && "title" in nextAction ? nextAction : null;
}

function minutesIn(took: LeadRow["more"]["responseTime"], of: "wall" | "working"): number | null {
  return typeof took === "object" && took !== null && "wall" in took ? took[of] : null;
}
