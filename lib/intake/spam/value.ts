import { normaliseEmail } from "@/lib/core/email";
import { comparePhone, normalisePhone } from "@/lib/core/phone";
import { fold } from "@/lib/core/text";
import { isIp } from "@/lib/intake/values";
import type { AddSpamEntryInput } from "@/lib/intake/spam/schema";

/** A shorter piece of text stands in too many messages. */
const SHORTEST_TEXT = 4;

type Read = { value: string; shown: string } | { error: string };

/** What a hand typed for a list, as it is compared and as it is shown; or why it can't be that. */
export function readValue({ kind, value }: Pick<AddSpamEntryInput, "kind" | "value">, country: string): Read {
  const same = (text: string | null, error: string): Read =>
    text === null || text === "" ? { error } : { value: text, shown: text };
  switch (kind) {
    case "email":
      return same(normaliseEmail(value), "notEmail");
    case "domain": {
      const domain = value
        .replace(/^.*@/, "")
        .replace(/^https?:\/\/(?:www\.)?/i, "")
        .replace(/\/.*$/, "");
      return same(normaliseEmail(`a@${domain}`)?.slice(2) ?? null, "notDomain");
    }
    case "phone": {
      const phone = normalisePhone(value, country);
      return phone === null ? { error: "notPhone" } : { value: comparePhone(phone), shown: phone };
    }
    case "text": {
      const folded = fold(value);
      return folded.length < SHORTEST_TEXT ? { error: "tooShort" } : { value: folded, shown: value };
    }
    case "ip":
      return same(isIp(value) ? value.toLowerCase() : null, "notIp");
  }
}
