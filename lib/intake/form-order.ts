import type { Understood } from "@/lib/intake/schema";

/**
 * What was read, by the names it is kept under, in the order of the form: the database orders an object's keys by their
 * length. Null where there is nothing to order.
 */
export function orderIn({ extra, readFrom }: Pick<Understood, "extra" | "readFrom">, names: string[]): string[] | null {
  const kept = new Set([...Object.values(readFrom), ...Object.keys(extra)]);
  if (Object.keys(extra).length === 0 || kept.size < 2) return null;
  return [...new Set([...names, ...kept])].filter((name) => kept.has(name));
}

/** The form's order, where it is known; what is none of it comes last, as it was. */
export function inFormOrder<T>(all: T[], nameOf: (one: T) => string, order: readonly string[] | undefined): T[] {
  if (!order) return all;
  const places = new Map(order.map((name, at) => [name, at]));
  const place = (one: T) => places.get(nameOf(one)) ?? order.length;
  return all.toSorted((a, b) => place(a) - place(b));
}
