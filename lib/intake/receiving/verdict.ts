import { isFormer, opens } from "@/lib/intake/receiving/token";
import type { Signature } from "@/lib/intake/signature";

export const MAX_BODY = 10 * 1024 * 1024;
/** What is kept of a body that is too large. */
export const KEPT_OF_TOO_LARGE = 64 * 1024;
/** What is kept of a body that came with a wrong token. */
export const KEPT_IN_QUARANTINE = 1024 * 1024;

/**
 * So much of what a source refuses is kept within a day, and so much of it from one network: more than a form sends that
 * has a wrong address, and little enough for a disk.
 */
export const QUARANTINE_A_DAY: Usage = { posts: 20_000, bytes: 256 * 1024 * 1024 };
export const QUARANTINE_OF_ONE: Usage = { posts: 10_000, bytes: 128 * 1024 * 1024 };
export type Usage = { posts: number; bytes: number };
/** Of who showed no key that ever opened the source. */
export const STRANGE_REASONS = ["no_token", "wrong_token"] as const;
export const STRANGE_SQL = `reason in (${STRANGE_REASONS.map((reason) => `'${reason}'`).join(", ")})`;

/** What the door must know of a source. */
export type Door = {
  id: string;
  active: boolean;
  allowGet: boolean;
  tokenHash: string;
  previousTokenHash: string | null;
  previousTokenUntil: Date | null;
  secretSealed: string;
  previousSecretSealed: string;
  previousSecretUntil: Date | null;
  requireSignature: boolean;
};

/** `isGet`: it came as a GET, which the admin may allow. The signature is asked for only of who has the key. */
export type Knock = {
  isGet: boolean;
  tokenHashes: readonly string[];
  bodySize: number;
  signature: () => Signature["state"];
};

export type Verdict = {
  status: 200 | 401 | 405 | 413;
  state: "received" | "rejected" | "quarantined";
  reason: string;
  /** So many bytes of the body are kept. */
  keep: number;
};

/** What becomes of a request at a source's door. */
export function judge(door: Door, knock: Knock, now: Date): Verdict {
  const quarantine = (reason: string) =>
    ({ status: 401, state: "quarantined", reason, keep: KEPT_IN_QUARANTINE }) as const;
  if (knock.tokenHashes.length === 0) return quarantine("no_token");
  if (!opens(knock.tokenHashes, door, now)) {
    return quarantine(isFormer(knock.tokenHashes, door) ? "former_token" : "wrong_token");
  }
  // Told that it may not, but kept: it may be a form that was set up so, and a visitor's words.
  if (knock.isGet && !door.allowGet) return { ...quarantine("get_not_allowed"), status: 405 };
  if (knock.bodySize > MAX_BODY) {
    return { status: 413, state: "rejected", reason: "too_large", keep: KEPT_OF_TOO_LARGE };
  }
  const doubt = doubtOf(door, knock.signature());
  if (doubt) return quarantine(doubt);
  if (!door.active) return { status: 200, state: "rejected", reason: "source_paused", keep: MAX_BODY };
  return { status: 200, state: "received", reason: "", keep: MAX_BODY };
}

/** Why a signature, or that there is none, keeps a request out. */
function doubtOf(door: Door, signature: Signature["state"]): string | null {
  if (signature === "invalid") return "bad_signature";
  if (signature === "expired") return "old_signature";
  if (signature === "valid" || door.secretSealed === "" || !door.requireSignature) return null;
  return signature === "absent" ? "no_signature" : "unverifiable_signature";
}
