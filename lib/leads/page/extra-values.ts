/** What a form sent beyond the known fields, flat enough to be read: a nested value is named by its path. */
export function extraValues(extra: unknown): { name: string; value: string }[] {
  if (!isRecord(extra)) return [];
  return Object.entries(extra).flatMap(([name, value]) => flatten(name, value));
}

const DEEPEST = 4;

function flatten(name: string, value: unknown, depth = 0): { name: string; value: string }[] {
  if (value === null || value === undefined || value === "") return [];
  if (typeof value === "string") return [{ name, value }];
  if (typeof value !== "object" || depth === DEEPEST) return [{ name, value: JSON.stringify(value) }];
  if (Array.isArray(value) && value.every((item) => typeof item !== "object"))
    return [{ name, value: value.join(", ") }];
  return Object.entries(value).flatMap(([key, inner]) => flatten(`${name} › ${key}`, inner, depth + 1));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
