/*
 * An extra value is called by the path to it, as the lead's page shows it: "Carga › Peso".
 */
const STEP = " › ";

export function pathOf(name: string): string[] {
  return name.split(STEP);
}

/** The extra value of this name: a text, or the several answers of one question; undefined for what isn't there or is neither. */
export function extraNamed(extra: unknown, name: string): string | string[] | undefined {
  let node: unknown = extra;
  for (const step of pathOf(name)) {
    if (typeof node !== "object" || node === null || !Object.hasOwn(node, step)) return undefined;
    node = (node as Record<string, unknown>)[step];
  }
  return saidIn(node);
}

/** What an extra value says, as it is kept in JSON. */
export function saidIn(value: unknown): string | string[] | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (Array.isArray(value) && value.every((one) => typeof one !== "object")) return value.map(String);
  return undefined;
}
