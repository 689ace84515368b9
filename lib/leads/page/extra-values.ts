/** What a form sent beyond the known fields, flat enough to be read: a nested value is named by its path. `taken` is left out. */
export function extraValues(extra: unknown, taken: readonly string[] = []): { name: string; value: string }[] {
  if (!isRecord(extra)) return [];
  const all = Object.entries(extra).flatMap(([name, value]) => flatten(name, value));
  return taken.length === 0 ? all : all.filter(({ name }) => !taken.includes(name));
}

const DEEPEST = 4;

function flatten(name: string, value: unknown, depth = 0): { name: string; value: string }[] {
  if (value === null || value === undefined || value === "") return [];
  if (typeof value === "string") return [{ name, value }];
  if (typeof value !== "object" || depth === DEEPEST) return [{ name, value: JSON.stringify(value) }];
  if (Array.isArray(value) && value.every((item) => typeof item !== "object"))
    return [{ name, value: value.join(", ") }];
  // What has no key of its own is the value that the others stand beside.
  return Object.entries(value).flatMap(([key, inner]) =>
    flatten(key === "" ? name : `${name} › ${key}`, inner, depth + 1),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
