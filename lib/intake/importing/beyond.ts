import { fold, visible } from "@/lib/core/text";
import { saysNothing } from "@/lib/intake/absent";
import { put } from "@/lib/intake/json";
import { readValue } from "@/lib/leads/custom-fields/reading/schema";
import { tagsAsOffered } from "@/lib/leads/tags/renamed/schema";
import { MOST_TAGS, tagName } from "@/lib/leads/tags/schema";
import type { PRIORITIES } from "@/lib/leads/schema";
import type { MoneyValue } from "@/lib/leads/custom-fields/value/schema";
import type { RowContext } from "@/lib/intake/importing/row";
import type { Note } from "@/lib/intake/importing/schema";

type Priority = (typeof PRIORITIES)[number];

/** What a row says of its lead beyond whose it is. In cents, in the organisation's currency. */
export type Beyond = { amountCents: number | null; priority: Priority | null; tags: string[] };

const PRIORITY_WORDS: Record<Priority, RegExp> = {
  low: /^(?:low|baja|baixa)$/,
  normal: /^(?:normal|medium|media|medio)$/,
  high: /^(?:high|alta|importante)$/,
  urgent: /^(?:urgent|urgente|critical|critica|muito alta|muy alta)$/,
};

const AMOUNT = { kind: "money" as const, options: [] };

/** A cell that says no such thing, or another one than a column before, loses nothing: it is an extra value, under the column's label. `labels`: of what was said. */
export function beyondOf(cells: readonly string[], { settings, columns, hints, words }: RowContext) {
  const beyond: Beyond = { amountCents: null, priority: null, tags: [] };
  const [unread, labels]: [Note[], Partial<Record<keyof Beyond, string>>] = [[], {}];
  const kept: Record<string, string> = {};
  settings.mapping.forEach((target, index) => {
    const cell = visible(cells[index] ?? "").trim();
    if ((target !== "amount" && target !== "priority" && target !== "tags") || saysNothing(target, cell)) return;
    const { [index]: label = "" } = columns;
    const field = target === "amount" ? "amountCents" : target;
    let isHeld = true;
    if (field === "tags")
      beyond.tags = tagsAsOffered([...beyond.tags, ...tagsIn(cell)], words.tags ?? []).slice(0, MOST_TAGS);
    else if (field === "priority") isHeld = (beyond.priority ??= priorityIn(cell)) === priorityIn(cell);
    else isHeld = (beyond.amountCents ??= centsIn(cell, hints)) === centsIn(cell, hints);
    if (!isHeld || beyond[field] === null) {
      put(kept, label, cell);
      unread.push({ reason: "own_unreadable", detail: `${label}: ${cell}`.slice(0, 300) });
    } else labels[field] = label;
  });
  return { beyond, unread, kept, labels };
}

function centsIn(cell: string, hints: RowContext["hints"]): number | null {
  const said = readValue(AMOUNT, cell, hints) as MoneyValue | undefined;
  return said && said.cents >= 0 && said.currency === hints.currency ? said.cents : null;
}

function priorityIn(cell: string): Priority | null {
  const word = fold(cell);
  const [found] = Object.entries(PRIORITY_WORDS).find(([, words]) => words.test(word)) ?? [];
  return (found as Priority | undefined) ?? null;
}

const tagsIn = (cell: string) =>
  cell.split(/[,;|\n]/).flatMap((word) => {
    const { data } = tagName.safeParse(word);
    return data === undefined ? [] : [data];
  });
