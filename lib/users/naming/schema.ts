import { fold, inOneCase } from "@/lib/core/text";

type Named = { firstName: string; lastName: string; email: string };

const LONGEST = 40;

/** What no user name holds: letters are those of any language, with the marks that are theirs alone; an accent is of none. */
export const NO_NAME_SIGN = /[^\p{L}\p{M}\p{N}._-]|\p{Script=Inherited}/u;

/** What somebody could sign in as, from their names or, where these give none, from their mail address; may be nothing. */
export function suggestUserName({ firstName, lastName, email }: Named): string {
  const fromNames = [firstName, lastName].map((name) => word(name)).filter(Boolean);
  const [suggestion = ""] = [fromNames.join("."), word(email.split("@")[0] ?? "")].map(short).filter(isLongEnough);
  return suggestion;
}

const short = (name: string): string => firstSigns(name, LONGEST).replace(/[._-]+$/, "");
const isLongEnough = (name: string): boolean => Array.from(name).length > 1;

/** A letter is not cut in two. */
export function firstSigns(name: string, most: number): string {
  return Array.from(name).slice(0, most).join("");
}

// Latin and Greek are typed without their accents; elsewhere one makes another letter. Vowels that Arabic and Hebrew set
// under their letters are hardly ever typed; the sign that keeps two Persian letters apart keeps two names apart.
const ACCENTED = /[\p{Script=Latin}\p{Script=Greek}]+/gu;
const POINTS = /(?!\u200c)[\p{Script=Inherited}\p{Cf}]|(?=\p{Script=Hebrew})\p{Mn}/gu;
const NO_NAME_SIGNS = new RegExp(`(?:${NO_NAME_SIGN.source})+`, "gu");

/** The first of several given names; of a family name or an address, what letters and digits it has. */
function word(text: string): string {
  return inOneCase(text)
    .replace(ACCENTED, fold)
    .replace(POINTS, "")
    .replace(NO_NAME_SIGNS, "-")
    .replace(/^[._\p{M}-]+|[._-]+$/gu, "");
}
