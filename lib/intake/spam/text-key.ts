import { createHash } from "node:crypto";
import { fold } from "@/lib/core/text";

/** What is shorter, many people write alike. */
const SHORTEST = 60;

/** The same for two longer messages that differ in case, accents, spaces and numbers at most; empty for a short one. */
export function textKey(message: string | null): string {
  const plain = fold(message ?? "").replaceAll(/\d+/g, "0");
  if (plain.length < SHORTEST) return "";
  return createHash("sha256").update(plain).digest("hex").slice(0, 40);
}
