import { createHash } from "node:crypto";
import { comparePhone } from "@/lib/core/phone";
import type { ExtraValue, Understood } from "@/lib/intake/schema";

/** Extra values that differ although a visitor sent the same again. */
const CHANGING = /time|date|fecha|hora|nonce|token|hash|session|uuid|uniq|random|serial|entry|submission|_?ga$|^_/i;

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
 * wrote counts: no times, nonces, addresses of uploads (new each time) or facts about the browser.
 */
export function contentHash(values: Hashed): string {
  const { form, name, firm, email, phone, phoneRaw, message, service, extra, fields } = values;
  const kept = Object.keys(extra)
    .filter((key) => !CHANGING.test(key))
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
