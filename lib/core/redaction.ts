const SECRET_NAME = /(password|passwd|token|secret|authorization|cookie|api-?_?key|data-?_?key)$/i;
const URL_PASSWORD = /(\w+:\/\/[^\s:/@]*):[^\s@/]*@/g;
const MAX_DEPTH = 6;

export const REDACTED = "[redacted]";

/** A copy that is safe to log: values of secret names, and passwords inside of addresses, are blotted out. */
export function redacted(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return redactedText(value);
  if (typeof value !== "object" || value === null || value instanceof Error || value instanceof Date) return value;
  if (depth >= MAX_DEPTH) return "[deep]";
  if (Array.isArray(value)) return value.map((item) => redacted(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, SECRET_NAME.test(name) ? REDACTED : redacted(item, depth + 1)]),
  );
}

export function redactedText(text: string): string {
  if (!text.includes("://")) return text;
  return text.replace(URL_PASSWORD, `$1:${REDACTED}@`);
}
