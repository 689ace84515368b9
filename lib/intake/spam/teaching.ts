import { isFreeMail } from "@/lib/core/free-mail";
import { shortened } from "@/lib/core/text";
import { unansweredSender } from "@/lib/intake/spam/automatic";
import { isDisposable } from "@/lib/intake/spam/disposable";
import { textKey } from "@/lib/intake/spam/text-key";
import { fieldValue, listableOf } from "@/lib/intake/spam/verdict";
import type { Understood } from "@/lib/intake/schema";
import type { SpamKey, Teachable } from "@/lib/intake/spam/schema";

const SHOWN = 120;

/**
 * What "not spam" teaches: who sent it and the text that had spoken against them. A domain that everybody may have an
 * address at says nothing of a sender, and a mail system's own address none of a person. That a field is no trap, or tells
 * no time, would let in everybody, and so would the domain that filled a trap: it is offered, and learnt only where somebody
 * says so.
 */
export function taughtBy(item: Understood, source: { id: string; name: string }): Teachable[] {
  const { email, domain = "", phone } = listableOf(item);
  const spoke = (...checks: SpamKey[]) => (item.spam ?? []).filter(({ check }) => checks.includes(check));
  const taught: Teachable[] = [];
  if (email !== undefined && unansweredSender(email) !== "mail_system")
    taught.push({ kind: "email", value: email, shown: email });
  if (phone !== undefined) taught.push({ kind: "phone", value: phone, shown: item.phone ?? phone });
  const ofFirm = domain !== "" && !isFreeMail(domain) && !isDisposable(domain);
  if (ofFirm && spoke("by_hand", "blocked").length === 0) {
    // A robot writes whatever domain it likes.
    const isRobots = spoke("honeypot", "flagged", "too_fast").length > 0;
    taught.push({ kind: "domain", value: domain, shown: domain, ...(isRobots && { ofAll: true }) });
  }
  const text = textKey(item.message);
  if (text !== "" && spoke("repeated", "links").length > 0) {
    taught.push({ kind: "text", value: text, shown: shortened(item.message ?? "", SHOWN) });
  }
  const { open, shown } = item.signs ?? {};
  const clock = spoke("too_fast").length > 0 ? (open ?? shown)?.key : undefined;
  for (const key of [...spoke("honeypot", "flagged").map(({ detail }) => detail), ...(clock ? [clock] : [])]) {
    taught.push({ kind: "field", value: fieldValue(source.id, key), shown: `${key} (${source.name})`, ofAll: true });
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
