import { createHash } from "node:crypto";
import { comparePhone } from "@/lib/core/phone";
import { meaningOf } from "@/lib/intake/labels";
import { wordsOf } from "@/lib/intake/words";
import type { Concept } from "@/lib/intake/concepts";
import type { ExtraValue, Understood } from "@/lib/intake/schema";

/** What a program calls what it makes anew for each sending; plugins' and WordPress' own values begin with a line. */
const MACHINES = /^_|_ga$|\b(?:(?:wp)?nonce|csrf|token|uuid|guid|uniq(?:ue)? ?id|random|captcha)\b/i;
/** When it was sent, by words that say so. A visitor's own day or hour is an answer. */
const SENDING: ReadonlySet<Concept> = new Set(["submitted_at", "changed_at", "sent_date"]);
/** No visitor writes the second, an epoch's number or sixteen signs of nothing. */
const STAMPED = /\d:\d\d:\d\d|^\d{10}(?:\d{3})?$|^(?=.*\d)[\da-f-]{16,}$/i;
const MAY_BE_STAMPED = /\b(?:time|date|fecha|data|hora|hash|session|entry|submission|id)\b/;

/** Whether an extra value differs although a visitor sent the same again. */
export function isMadeAnew(name: string, value: ExtraValue): boolean {
  const words = wordsOf(name);
  if (MACHINES.test(name) || MACHINES.test(words)) return true;
  const concept = meaningOf(name)?.concept;
  if (concept && SENDING.has(concept)) return true;
  return typeof value === "string" && MAY_BE_STAMPED.test(words) && STAMPED.test(value.trim());
}

function stable(value: ExtraValue): unknown {
  if (typeof value === "string" || Array.isArray(value)) return value;
  return Object.keys(value)
    .sort()
    .map((key) => [key, stable(value[key] ?? "")]);
}

type Hashed = Pick<
  Understood,
  "form" | "name" | "firm" | "email" | "phone" | "phoneRaw" | "message" | "service" | "extra" | "fields"
>;

/**
 * The same for two sendings of one form with the same answers, where the form sends no entry id. Only what the visitor
 * wrote counts: no times of sending, nonces, addresses of uploads (new each time) or facts about the browser.
 */
export function contentHash(values: Hashed): string {
  const { form, name, firm, email, phone, phoneRaw, message, service, extra, fields } = values;
  const kept = Object.keys(extra)
    .filter((key) => !isMadeAnew(key, extra[key] ?? ""))
    .sort()
    .map((key) => [key, stable(extra[key] ?? "")]);
  const answers = [
    form.id,
    form.name,
    name,
    firm,
    email,
    phone ? comparePhone(phone) : phoneRaw,
    message,
    service,
    kept,
    // Said only where there are any, so that what came before there were is known again.
    ...(fields ? [stable(fields)] : []),
  ];
  return createHash("sha256").update(JSON.stringify(answers)).digest("hex");
}
