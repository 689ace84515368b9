import { SENSITIVE_FIELDS } from "@/lib/core/permissions";
import type { Changes } from "@/lib/core/events";
import type { SensitiveField } from "@/lib/core/permissions";

/** Which columns, changes, sorts and inputs are about a sensitive field. */
const ABOUT: Record<string, SensitiveField> = {
  phone: "phone",
  email: "email",
  amount: "amount",
  amountCents: "amount",
  message: "message",
};

export function sensitiveIn(name: string): SensitiveField | undefined {
  return Object.hasOwn(ABOUT, name) ? ABOUT[name] : undefined;
}

/** Whether this says something that doesn't exist for whom these are hidden. */
export function isHidden(hidden: readonly SensitiveField[], name: string): boolean {
  const field = sensitiveIn(name);
  return field !== undefined && hidden.includes(field);
}

/** What a form sent word for word may say any of these again. */
const SAID_BY_PEOPLE: readonly SensitiveField[] = ["phone", "email", "message"];

export function hidesWords(hidden: readonly SensitiveField[]): boolean {
  return hidden.some((field) => SAID_BY_PEOPLE.includes(field));
}

/** A page that says thanks has often what was typed in its address. */
export const PAGES: readonly string[] = ["page", "pageUrl", "referrer"];

/** Whether a condition or an order could find out what is hidden: by the field itself, or by what repeats it. */
export function isUnaskable(hidden: readonly SensitiveField[], name: string): boolean {
  return isHidden(hidden, name) || (hidesWords(hidden) && PAGES.includes(name));
}

/** The address of a page without what was handed over with it. */
export function withoutQuery(address: string): string {
  return address.replace(/[?#].*$/s, "");
}

type Says = { phone: string; email: string; message: string; amountCents: number | null };

/** Which of them a lead says, as it is shown to somebody. */
export function sensitiveShown({ phone, email, message, amountCents }: Says): SensitiveField[] {
  const says: Record<SensitiveField, boolean> = {
    phone: phone !== "",
    email: email !== "",
    amount: amountCents !== null,
    message: message !== "",
  };
  return SENSITIVE_FIELDS.filter((field) => says[field]);
}

/** Which of them a change says, before or after. */
export function sensitiveChanged(changes: Changes): SensitiveField[] {
  const said = Object.entries(changes).flatMap(([name, { from, to }]) =>
    [from, to].some((value) => value !== null && value !== undefined && value !== "") ? (sensitiveIn(name) ?? []) : [],
  );
  return SENSITIVE_FIELDS.filter((field) => said.includes(field));
}
