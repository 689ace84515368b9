import { timingSafeEqual } from "node:crypto";

type Headers = Readonly<Record<string, string>>;

/** Every token a request presents: in the address, or in one of the headers that form plugins can be made to send. */
export function presentedTokens(inPath: string, headers: Headers): string[] {
  const authorization = headers["authorization"] ?? "";
  const [scheme = "", credentials = ""] = authorization.split(/\s+(.*)/s, 2);
  const kinds: Record<string, () => string[]> = { bearer: () => [credentials], basic: () => basic(credentials) };
  const tokens = [inPath, headers["x-lead-token"] ?? "", ...(kinds[scheme.toLowerCase()]?.() ?? [authorization])];
  return tokens.map((token) => token.trim()).filter(Boolean);
}

/** As the password; or as the user, where the plugin's own password can't be chosen. */
function basic(credentials: string): string[] {
  const text = Buffer.from(credentials, "base64").toString("utf8");
  const colon = text.indexOf(":");
  return colon === -1 ? [text] : [text.slice(colon + 1), text.slice(0, colon)];
}

type Locks = { tokenHash: string; previousTokenHash: string | null; previousTokenUntil: Date | null };

/** Whether one of the tokens opens the source, now or as the one before the last rotation. Takes the same time for any. */
export function opens(tokenHashes: readonly string[], locks: Locks, now: Date): boolean {
  const previousCounts = locks.previousTokenUntil !== null && locks.previousTokenUntil > now;
  const keys = [locks.tokenHash, previousCounts ? (locks.previousTokenHash ?? "") : ""];
  return tokenHashes.flatMap((hash) => keys.map((key) => same(hash, key))).includes(true);
}

/** Whether one of the tokens opened the source before its last rotation, whenever that was. */
export function isFormer(tokenHashes: readonly string[], { previousTokenHash }: Locks): boolean {
  return tokenHashes.map((hash) => same(hash, previousTokenHash ?? "")).includes(true);
}

function same(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.byteLength === b.byteLength && a.byteLength > 0 && timingSafeEqual(a, b);
}
