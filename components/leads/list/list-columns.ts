"use client";

import { useSyncExternalStore } from "react";
import type { ListChoices, ListSort } from "@/lib/leads/list/schema";

export const LIST_COLUMNS = [
  "number",
  "name",
  "status",
  "owner",
  "service",
  "company",
  "source",
  "score",
  "received",
  "activity",
  "contact",
] as const;
export type ListColumn = (typeof LIST_COLUMNS)[number];

/** What the stylesheet of the table knows a column by. */
export const COLUMN_CLASS: Record<ListColumn, string> = {
  number: "c-number",
  name: "c-name",
  status: "c-status",
  owner: "c-owner",
  service: "c-service",
  company: "c-company",
  source: "c-source",
  score: "c-score",
  received: "c-received",
  activity: "c-activity",
  contact: "c-contact",
};

export const COLUMN_SORT: Partial<Record<ListColumn, ListSort>> = {
  number: "number",
  name: "name",
  status: "status",
  owner: "owner",
  company: "company",
  score: "score",
  received: "received",
  activity: "activity",
};

/** Without these a row can't be told or worked. */
export const FIXED_COLUMNS: readonly ListColumn[] = ["name", "status"];

/** Hidden until somebody wants it: only where rules give points does it say something. */
const AT_FIRST = "score";
const KEY = "leads.hiddenColumns";
const CHANGED = "lead-columns-changed";

/** The columns this browser's user hid. */
export function useHiddenColumns(): ListColumn[] {
  const text = useSyncExternalStore(subscribe, stored, () => AT_FIRST);
  return LIST_COLUMNS.filter((column) => text.split(",").includes(column));
}

export function hideColumns(hidden: ListColumn[]): void {
  try {
    localStorage.setItem(KEY, hidden.join(","));
  } catch {
    // Storage is full or switched off: the choice lasts until the page is left.
    kept = hidden.join(",");
  }
  window.dispatchEvent(new Event(CHANGED));
}

/** Columns that say something in this person's list, in order. */
export function usefulColumns(choices: ListChoices): ListColumn[] {
  return LIST_COLUMNS.filter(
    (column) => (column !== "owner" || choices.seesOthers) && (column !== "company" || choices.companies.length > 1),
  );
}

let kept = AT_FIRST;

function stored(): string {
  try {
    return localStorage.getItem(KEY) ?? kept;
  } catch {
    return kept;
  }
}

function subscribe(listener: () => void): () => void {
  window.addEventListener(CHANGED, listener);
  window.addEventListener("storage", listener);
  return () => {
    window.removeEventListener(CHANGED, listener);
    window.removeEventListener("storage", listener);
  };
}
