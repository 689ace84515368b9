import { createHash } from "node:crypto";
import { fold } from "@/lib/core/text";
import { comparableMail, comparablePhone } from "@/lib/leads/duplicates/same-person/schema";
import type { Understood } from "@/lib/intake/schema";

/**
 * Who wrote what, however it came: a webhook and a pull tell one submission by other keys, labels and forms of its
 * values, but by the same mail or phone and the same words. Empty where nobody could be told from anybody else.
 */
export function sameKey({
  email,
  phone,
  message,
  service,
}: Pick<Understood, "email" | "phone" | "message" | "service">) {
  const person = comparableMail(email ?? "") || comparablePhone(phone ?? "");
  const words = message ?? service;
  if (!person || !words) return "";
  const plain = fold(words).replaceAll(/\s+/g, " ").trim();
  return createHash("sha256")
    .update(JSON.stringify([person, plain]))
    .digest("hex");
}
