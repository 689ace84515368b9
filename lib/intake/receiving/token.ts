import { timingSafeEqual } from "node:crypto";
import { REDACTED } from "@/lib/core/redaction";
import { tokenHash } from "@/lib/core/token";
import { decodeUrlPart } from "@/lib/intake/charset";

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

const MOST_PIECES = 500;
const SHORTEST = 8;

/** The address as it is kept: where somebody wrote the source's key behind it (`?token=…`), which opens nothing, it is blotted out. */
export function withoutKeys(path: string, { tokenHash: now, previousTokenHash: before }: Locks): string {
  const mark = path.indexOf("?") + 1;
  if (mark === 0) return path;
  const pieces = path.slice(mark).split(/([&=#])/);
  const isKey = (piece: string) => {
    const hash = tokenHash(decodeUrlPart(piece, "").trim());
    return same(hash, now) || same(hash, before ?? "");
  };
  const safe = pieces.map((piece, at) =>
    at < MOST_PIECES && piece.length >= SHORTEST && isKey(piece) ? REDACTED : piece,
  );
  return path.slice(0, mark) + safe.join("");
}

function same(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.byteLength === b.byteLength && a.byteLength > 0 && timingSafeEqual(a, b);
}
