import { createHash } from "node:crypto";
import { findEmail } from "@/lib/core/email";
import { fold } from "@/lib/core/text";
import { linksIn } from "@/lib/intake/spam/links";

/** What is shorter, many people write alike. */
const SHORTEST = 60;
const NUMBER = /\+\d[\d\s().-]{8,}/;
const NOBODY: ReadonlySet<string> = new Set();

/** Whether a text wants somebody to go somewhere: a form's own prefilled words, or a usual question, don't. */
export function advertises(message: string, own: ReadonlySet<string> = NOBODY): boolean {
  return linksIn(message, own).count > 0 || NUMBER.test(message) || findEmail(message) !== null;
}

/** The same for two longer advertising messages that differ in case, accents and spaces at most; empty for any other. */
export function textKey(message: string | null): string {
  const plain = fold(message ?? "");
  if (plain.length < SHORTEST || !advertises(message ?? "")) return "";
  return createHash("sha256").update(plain).digest("hex").slice(0, 40);
}
