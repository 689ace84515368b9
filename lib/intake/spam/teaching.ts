import { isFreeMail } from "@/lib/core/free-mail";
import { isDisposable } from "@/lib/intake/spam/disposable";
import { textKey } from "@/lib/intake/spam/text-key";
import { fieldValue, listableOf } from "@/lib/intake/spam/verdict";
import type { Understood } from "@/lib/intake/schema";
import type { SpamKey, Taught } from "@/lib/intake/spam/schema";

const SHOWN = 120;

/**
 * What "not spam" teaches: who sent it, and exactly what had spoken against them. A domain that everybody may have an
 * address at says nothing of a sender.
 */
export function taughtBy(item: Understood, source: { id: string; name: string }): Taught[] {
  const { email, domain = "", phone } = listableOf(item);
  const spoke = (...checks: SpamKey[]) => (item.spam ?? []).filter(({ check }) => checks.includes(check));
  const taught: Taught[] = [];
  if (email !== undefined) taught.push({ kind: "email", value: email, shown: email });
  if (phone !== undefined) taught.push({ kind: "phone", value: phone, shown: item.phone ?? phone });
  const ofFirm = isDisposable(domain) ? spoke("disposable").length > 0 : domain !== "" && !isFreeMail(domain);
  if (ofFirm && spoke("by_hand", "blocked").length === 0) taught.push({ kind: "domain", value: domain, shown: domain });
  const text = textKey(item.message);
  if (text !== "" && spoke("repeated", "links").length > 0) {
    taught.push({ kind: "text", value: text, shown: (item.message ?? "").slice(0, SHOWN) });
  }
  const { open, shown } = item.signs ?? {};
  const clock = spoke("too_fast").length > 0 ? (open ?? shown)?.key : undefined;
  for (const key of [...spoke("honeypot", "flagged").map(({ detail }) => detail), ...(clock ? [clock] : [])]) {
    taught.push({ kind: "field", value: fieldValue(source.id, key), shown: `${key} (${source.name})` });
  }
  return taught;
}

/** Of a sender, what can be blocked; not a domain at which everybody may have an address. */
export function blockableOf(item: Understood): Partial<Record<"email" | "domain" | "phone", string>> {
  const { email, domain, phone } = listableOf(item);
  return {
    ...(email !== undefined && { email }),
    ...(domain !== undefined && !isFreeMail(domain) && { domain }),
    ...(phone !== undefined && { phone }),
  };
}
