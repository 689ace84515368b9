import { REDACTED, redacted } from "@/lib/core/redaction";

/** Ours, not the sender's. */
const ADDED = new Set(["x-peer-address", "x-forwarded-host", "x-forwarded-port", "x-forwarded-proto"]);

/** The headers as they are kept: secrets are blotted out wherever a plugin put them, the rest is as it came. */
export function keptHeaders(
  headers: Readonly<Record<string, string>>,
  tokens: readonly string[],
): Record<string, string> {
  const entries = Object.entries(headers).filter(([name]) => !ADDED.has(name));
  const safe = redacted(Object.fromEntries(entries)) as Record<string, string>;
  const secrets = tokens.filter((token) => token.length >= 8);
  for (const [name, value] of Object.entries(safe)) {
    if (secrets.some((secret) => value.includes(secret))) safe[name] = REDACTED;
  }
  return safe;
}
