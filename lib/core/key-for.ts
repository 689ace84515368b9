import { fold } from "@/lib/core/text";

/** The key of something new, made of its label, that none of the others has: `did-not-advance`, `did-not-advance-2`. */
export function keyFor(label: string, taken: Iterable<string>, otherwise: string): string {
  const others = new Set(taken);
  const base =
    fold(label)
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "") || otherwise;
  let key = base;
  for (let number = 2; others.has(key); number++) key = `${base}-${number}`;
  return key;
}
