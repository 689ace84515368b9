import { fieldRight, hiddenFields } from "@/lib/core/ctx";
import { forbidden } from "@/lib/core/errors";
import { isExtraName } from "@/lib/leads/bulk/extra-values/schema";
import { hidesWords, isHidden, PAGES, sensitiveIn, withoutQuery } from "@/lib/leads/sensitive/schema";
import type { Actor, Ctx } from "@/lib/core/ctx";
import type { Changes } from "@/lib/core/events";
import type { SensitiveField } from "@/lib/core/permissions";

/** Whether the actor may change what is called so, as far as fields are concerned. */
export function mayWrite(actor: Actor, name: string): boolean {
  const field = sensitiveIn(name);
  return field === undefined || fieldRight(actor, field) === "write";
}

/** FORBIDDEN where one of these is a field that the actor may only read, or doesn't know of. */
export function requireWritable({ actor }: Ctx, names: readonly string[]): void {
  if (!names.every((name) => mayWrite(actor, name))) throw forbidden();
}

type AskedOfStatus = { amount?: unknown };

/** What moving a lead to a status asks of this actor: nobody is asked for an amount that they can't say. */
export function asksOf<Asks extends AskedOfStatus>(actor: Actor, asks: Asks): Asks {
  if (mayWrite(actor, "amount")) return asks;
  const { amount: _, ...others } = asks;
  return others as Asks;
}

/** Of a lead `l`, what it is called in one line: as people know it, or by how they are reached as far as the actor sees that. */
export function titleSql(actor: Actor, column: (name: string) => string = (name) => `l."${name}"`): string {
  const hidden = hiddenFields(actor);
  const names = ["contactName", "firm", "email", "phone"].filter((name) => !isHidden(hidden, name));
  return `coalesce(${names.map((name) => `nullif(${column(name)}, '')`).join(", ")}, '')`;
}

/** What says each of them on the rows of leads and of what hangs on them, and what it says where it is hidden. */
const SAYS: Record<SensitiveField, Readonly<Record<string, unknown>>> = {
  phone: { phone: "", phoneE164: null, phoneKey: "", phoneText: "" },
  email: { email: "", emailKey: "" },
  amount: { amount: null, amountCents: null },
  message: { message: "" },
};
/** What repeats what people said: other mails and phones, all that is searched, and a form's answers word for word. */
const SAYS_ANY = { otherKeys: [], searchText: "", extra: {}, values: {} };

/**
 * A row of a lead, or of what hangs on it, as the actor may read it. Every query that answers leads to somebody passes its
 * rows through here before anything is made of them.
 */
export function masked<Row extends object>(actor: Actor, row: Row): Row {
  return blanked(hiddenFields(actor), row);
}

function blanked<Row extends object>(hidden: readonly SensitiveField[], row: Row): Row {
  if (hidden.length === 0) return row;
  const blanks = Object.assign({}, ...hidden.map((field) => SAYS[field]), hidesWords(hidden) && SAYS_ANY) as object;
  const said = Object.entries(blanks).filter(([name]) => name in row);
  const pages = Object.entries(row).filter(([name, value]) => PAGES.includes(name) && typeof value === "string");
  const shown = hidesWords(hidden) ? pages.map(([name, value]) => [name, withoutQuery(String(value))]) : [];
  const { more } = row as { more?: object };
  const masks = Object.fromEntries([...said, ...shown]) as object;
  return { ...row, ...masks, ...(more && { more: blanked(hidden, more) }) };
}

type Told = { subjectType?: string; changes: Changes; payload: Record<string, unknown> };

/** An event about a lead as it is told to whom these are hidden. */
export function maskedEvent<Event extends Told>(hidden: readonly SensitiveField[], event: Event): Event {
  if (hidden.length === 0 || (event.subjectType ?? "lead") !== "lead") return event;
  const { changes, payload } = event;
  // What was kept of a mail's spelling is its domain.
  const said = hidden.includes("email") && "domain" in payload ? { ...payload, domain: "" } : payload;
  return { ...blanked(hidden, event), changes: maskedChanges(hidden, changes), payload: said };
}

/** Before and after of what changed: of a hidden field, that it did. */
function maskedChanges(hidden: readonly SensitiveField[], changes: Changes): Changes {
  const entries = Object.entries(changes).map(([name, change]) => [
    name,
    isHidden(hidden, name) || (isExtraName(name) && hidesWords(hidden)) ? { from: null, to: null } : change,
  ]);
  return Object.fromEntries(entries) as Changes;
}
