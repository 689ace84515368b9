import type { Site } from "@/lib/intake/pulling/gateway";
import type { PullKind, PullSetup } from "@/lib/intake/pulling/kinds/kind";
import type { PulledSource } from "@/lib/intake/pulling/queries";

/** A site's clock may be wrong, its submissions late in its own lists: so much is asked for twice. */
const OVERLAP_MS = 2 * 86_400_000;

/** One pull on its way. */
export type Run = {
  id: string;
  /** Somebody wanted it, or a proof did; else its time had come. */
  asked: boolean;
  source: PulledSource;
  site: Site;
  kind: PullKind;
  setup: PullSetup;
  begun: Date;
  pages: number;
  seen: number;
  fresh: number;
  /** Entries of the site's list that are no submissions. */
  unread: number;
  total: number | null;
  /** Only these are kept: somebody found them missing. It says nothing of what else there is, so no cursor moves. */
  only?: ReadonlySet<string>;
};

/** The zone of times without an offset. */
export function zoneOf({ kind, setup }: Pick<Run, "kind" | "setup">): string {
  return kind.utc || setup.list.utc ? "UTC" : setup.timeZone;
}

/** So far back reaches what a pull looks for by itself. */
export const overlapOf = (last: Date): Date => new Date(last.getTime() - OVERLAP_MS);
