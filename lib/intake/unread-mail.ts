import type { Candidate } from "@/lib/intake/candidates";
import type { Pool } from "@/lib/intake/choice";
import { keyOf } from "@/lib/intake/fields";
import { isMailLine } from "@/lib/intake/labels";
import type { Understood } from "@/lib/intake/schema";
import { yesNo } from "@/lib/intake/values";
import { isSomebodyElses } from "@/lib/intake/whose";
import { wordsOf } from "@/lib/intake/words";

const MAIL = /mail|correo/i;
const NUMBER = /tel|phone|cel|m[oó]vil|whats|wsp|fon[eo]|n[uú]mero|number/i;

const asksForMail = ({ field: { label, path } }: Candidate) =>
  MAIL.test(label ?? path.join(".")) &&
  !isMailLine(label ?? path.at(-1) ?? "") &&
  ![...path, label ?? ""].map(wordsOf).some(isSomebodyElses);

/** Whether the visitor answered a question for their mail with what is none; "Mail o teléfono" is answered by a number. */
export function isMailUnread(found: Understood, pool: Pool): boolean {
  const isNumberInstead = ({ field }: Candidate) =>
    found.readFrom["phone"] === keyOf(field) && NUMBER.test(field.label ?? field.path.join("."));
  const isUnread = (one: Candidate) =>
    one.text !== null && asksForMail(one) && !isNumberInstead(one) && yesNo(one.text) === null && pool.isTheirs(one);
  return found.email === null && pool.candidates.some(isUnread);
}
