import { readFileSync } from "node:fs";
import path from "node:path";
import { MIN_PASSWORD_LENGTH } from "@/lib/auth/schema";
import { fold } from "@/lib/core/text";

let common: Set<string> | undefined;

/** What is wrong with a new password, as a key of the `errors` messages. `about` is what others know of the person. */
export function passwordProblem(password: string, about: readonly string[]): string | undefined {
  if (Array.from(password).length < MIN_PASSWORD_LENGTH) return "passwordTooShort";
  if (new Set(password).size < 4) return "passwordCommon";
  common ??= readCommon();
  const folded = fold(password);
  if (common.has(folded)) return "passwordCommon";
  if (about.some((text) => isMostly(folded, fold(text)))) return "passwordPersonal";
  return undefined;
}

/** "ana.perez1" is no secret of Ana Pérez; a long sentence with her name in it may be. */
function isMostly(password: string, known: string): boolean {
  return known.length >= 3 && password.includes(known) && password.length - known.length < MIN_PASSWORD_LENGTH - 2;
}

function readCommon(): Set<string> {
  const file = path.join(process.cwd(), "lib/auth/common-passwords.txt");
  return new Set(readFileSync(file, "utf8").split("\n").filter(Boolean).map(fold));
}
