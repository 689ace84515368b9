import { comparableMail, comparablePhone, sameName } from "@/lib/leads/duplicates/same-person/schema";
import type { Understood } from "@/lib/intake/schema";

/** Who somebody says they are; empty where they don't. */
export type PersonSaid = { name: string; email: string; phone: string };

/** Of a submission. */
export function personSaid({ name, email, phone }: Pick<Understood, "name" | "email" | "phone">): PersonSaid {
  return { name: name ?? "", email: email ?? "", phone: phone ?? "" };
}

type Answer = "same" | "other" | "unsaid";

function answers(one: PersonSaid, other: PersonSaid): Record<keyof PersonSaid, Answer> {
  const compared = (mine: string, theirs: string, isSame = mine === theirs): Answer => {
    if (mine === "" || theirs === "") return "unsaid";
    return isSame ? "same" : "other";
  };
  return {
    name: compared(one.name, other.name, sameName(one.name, other.name)),
    email: compared(comparableMail(one.email), comparableMail(other.email)),
    phone: compared(comparablePhone(one.phone), comparablePhone(other.phone)),
  };
}

/** All that both say is different, and both say enough: a corrected mail or a name that was finished is still the person. */
export function isSomebodyElse(one: PersonSaid, other: PersonSaid): boolean {
  const said = Object.values(answers(one, other)).filter((answer) => answer !== "unsaid");
  return said.length >= 2 && said.every((answer) => answer === "other");
}

/** Another mail or another phone, and neither is the same. */
export function isReachedElsewhere(one: PersonSaid, other: PersonSaid): boolean {
  const { email, phone } = answers(one, other);
  return [email, phone].includes("other") && ![email, phone].includes("same");
}

/** One mail or one phone. */
export function isSamePerson(one: PersonSaid, other: PersonSaid): boolean {
  const { email, phone } = answers(one, other);
  return email === "same" || phone === "same";
}
