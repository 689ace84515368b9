import { emailsIn } from "@/lib/core/email";
import { normalisePhone } from "@/lib/core/phone";
import type { Pool } from "@/lib/intake/choice";
import { dialled, numberBehindArea } from "@/lib/intake/dialling";
import { keyOf } from "@/lib/intake/fields";
import type { SourceSettings, Understood } from "@/lib/intake/schema";

/** The first of several is the mail; what stands beside it is read later. */
export function takeEmail(pool: Pool, found: Understood): void {
  const candidate = pool.email();
  if (!candidate) return;
  found.readFrom["email"] = keyOf(candidate.field);
  found.email = emailsIn(candidate.text ?? "")[0] ?? null;
}

/** Who gave a mail under another's label may be that other. */
function hasOwnMail(pool: Pool, found: Understood): boolean {
  const from = pool.candidates.find(({ field }) => keyOf(field) === found.readFrom["email"]);
  return from !== undefined && pool.isTheirs(from);
}

export function takePhone(pool: Pool, source: SourceSettings, found: Understood): void {
  const last = () => pool.lastNumber(found.email !== null);
  const candidate = pool.phone(hasOwnMail(pool, found)) ?? numberBehindArea(pool, source.defaultCountry) ?? last();
  if (!candidate?.text) return;
  found.readFrom["phone"] = keyOf(candidate.field);
  found.phoneRaw = dialled(pool, candidate.text, source.defaultCountry);
  found.phone = normalisePhone(found.phoneRaw, source.defaultCountry);
  if (found.phone === null) found.problems.push("phone_invalid");
}
