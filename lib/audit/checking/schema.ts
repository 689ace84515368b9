import type { Finding } from "@/lib/audit/schema";

/** How the log stands, as the screen says it. */
export type LogState = {
  /** The last seal; none yet on a fresh installation. */
  sealed: { number: string; at: string; hash: string } | null;
  /** Events that no seal covers yet, up to some thousands. */
  unsealed: number;
  /** The last verification of any kind, and the last of everything. */
  verifiedAt: string | null;
  wholeAt: string | null;
  events: number;
  findings: Finding[];
  findingCount: number;
};
