import { isFreeMail } from "@/lib/core/free-mail";
import { comparePhone } from "@/lib/core/phone";
import { fold } from "@/lib/core/text";
import { emailKey } from "@/lib/leads/person";
import { nameWords } from "@/lib/leads/duplicates/comparable";
import { isFillerMail, isFillerPhone } from "@/lib/leads/duplicates/filler";
import { wordsLikeness } from "@/lib/leads/duplicates/likeness";

/** As two are compared; empty for what people type to get past a field. */
export function comparableMail(email: string): string {
  const key = emailKey(email);
  return isFillerMail(key) ? "" : key;
}

/** The same of an E.164 number. */
export function comparablePhone(e164: string): string {
  const key = e164 === "" ? "" : comparePhone(e164);
  return isFillerPhone(key) ? "" : key;
}

/** Below this it is another name. */
const SAME_NAME = 0.7;

/** One name, however it is written: with an initial, a middle name, a slip of the finger, or without the family's. */
export function sameName(one: string, other: string): boolean {
  return wordsLikeness(nameWords(fold(one)), nameWords(fold(other))) >= SAME_NAME;
}

type Lead = { contactNameKey: string; emailKey: string; otherKeys: readonly string[] };

const domainOf = (mail: string) => mail.slice(mail.lastIndexOf("@") + 1);

/**
 * Somebody who has only a phone in common with a lead, as the callers of one switchboard do: both say a name and a mail,
 * and both are others. Colleagues at one firm's domain are one inquirer all the same.
 */
export function isStranger(person: { contactName: string; emailKey: string }, lead: Lead): boolean {
  const theirs = [lead.emailKey, ...lead.otherKeys].filter((key) => key.includes("@"));
  if (person.contactName === "" || lead.contactNameKey === "" || person.emailKey === "" || theirs.length === 0)
    return false;
  const domain = domainOf(person.emailKey);
  const isColleague = !isFreeMail(domain) && theirs.some((mail) => domainOf(mail) === domain);
  return !isColleague && !theirs.includes(person.emailKey) && !sameName(person.contactName, lead.contactNameKey);
}
