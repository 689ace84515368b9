import { hidesWords, isUnaskable } from "@/lib/leads/sensitive/schema";
import { leadLabel } from "@/lib/leads/schema";
import type { FieldKind } from "@/lib/core/condition/fields";
import type { Condition, Leaf } from "@/lib/core/condition/schema";
import type { SensitiveField } from "@/lib/core/permissions";

/** Whether a condition asks for a field that doesn't exist for whoever asks. */
export function asksHidden(condition: Condition, hidden: readonly SensitiveField[]): boolean {
  if (hidden.length === 0) return false;
  if ("field" in condition) return isUnaskable(hidden, condition.field);
  return partsOf(condition).some((part) => asksHidden(part, hidden));
}

/** The same fields for whom these are hidden: without those, and with the text that is searched instead of all of it. */
export function catalogueWithout(
  catalogue: Readonly<Record<string, FieldKind>>,
  hidden: readonly SensitiveField[],
): Readonly<Record<string, FieldKind>> {
  if (hidden.length === 0) return catalogue;
  const shown = Object.fromEntries(Object.entries(catalogue).filter(([name]) => !isUnaskable(hidden, name)));
  if (!hidesWords(hidden)) return shown;
  return { ...shown, [SHOWN_TEXT]: { type: "text", sql: shownText(hidden), folded: `fold(${shownText(hidden)})` } };
}

const SHOWN_TEXT = "shownText";

/**
 * A condition as it is asked of the database for whom these are hidden: what is searched must stand in what they see. The
 * whole text is asked first, since it has the index and holds every word that the other does.
 */
export function askedWithout(condition: Condition, hidden: readonly SensitiveField[]): Condition {
  if (!hidesWords(hidden)) return condition;
  if ("field" in condition) return condition.field === "search" ? searched(condition) : condition;
  if ("all" in condition) return { all: condition.all.map((part) => askedWithout(part, hidden)) };
  if ("any" in condition) return { any: condition.any.map((part) => askedWithout(part, hidden)) };
  return { not: askedWithout(condition.not, hidden) };
}

function searched(leaf: Leaf): Condition {
  const inShown = { ...leaf, field: SHOWN_TEXT };
  return leaf.op === "contains" ? { all: [leaf, inShown] } : inShown;
}

function partsOf(condition: Exclude<Condition, Leaf>): Condition[] {
  if ("all" in condition) return condition.all;
  return "any" in condition ? condition.any : [condition.not];
}

/** Only so much of a message is searched, as in the whole text. */
const MESSAGE_CHARACTERS = 2000;

/** What the search box looks in, as `searchTextOf` writes it, without what is hidden; other mails and phones aren't told apart. */
function shownText(hidden: readonly SensitiveField[]): string {
  const parts = [
    `'${leadLabel(0).slice(0, -1)}' || l.number`,
    `l."contactName"`,
    "l.firm",
    !hidden.includes("email") && "l.email",
    !hidden.includes("phone") && `l."phoneE164"`,
    !hidden.includes("phone") && `regexp_replace(l.phone, '\\D', '', 'g')`,
    "l.service",
    !hidden.includes("email") && !hidden.includes("phone") && `array_to_string(l."otherKeys", E'\\n')`,
    !hidden.includes("message") && `left(l.message, ${MESSAGE_CHARACTERS})`,
  ];
  return `concat_ws(E'\\n', ${parts.filter(Boolean).join(", ")})`;
}
