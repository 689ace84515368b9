import { readFileSync } from "node:fs";
import path from "node:path";
import { guessed } from "@/lib/auth/guessing";
import { MIN_PASSWORD_LENGTH } from "@/lib/auth/schema";
import { fold } from "@/lib/core/text";

let common: Set<string> | undefined;

const PRODUCT = "Leads Manager";

/** What others know of the person, and of the house they work in. */
type Known = { person: readonly string[]; house: readonly string[] };

/** What is wrong with a new password, as a key of the `errors` messages. */
export async function passwordProblem(password: string, known: Known): Promise<string | undefined> {
  if (Array.from(password).length < MIN_PASSWORD_LENGTH) return "passwordTooShort";
  if (new Set(password).size < 5) return "passwordCommon";
  common ??= readCommon();
  const folded = fold(password);
  if (common.has(folded)) return "passwordCommon";
  const house = [...known.house, PRODUCT];
  if (known.person.some((text) => isMostly(folded, fold(text)))) return "passwordPersonal";
  if (house.some((text) => isMostly(folded, fold(text)))) return "passwordOfHouse";
  return guessed(password, [...known.person, ...house]);
}

/** "ana.perez1" is no secret of Ana Pérez; a long sentence with her name in it may be. */
function isMostly(password: string, known: string): boolean {
  return known.length >= 3 && password.includes(known) && password.length - known.length < MIN_PASSWORD_LENGTH - 2;
}

function readCommon(): Set<string> {
  const file = path.join(process.cwd(), "lib/auth/common-passwords.txt");
  return new Set(readFileSync(file, "utf8").split("\n").filter(Boolean).map(fold));
}
