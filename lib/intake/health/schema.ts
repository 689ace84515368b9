/** So many days a source's health speaks of, today included. */
export const HEALTH_DAYS = 30;

/** A median is of so many at most: the latest say how it is now, and it costs the same for any form. */
export const MEDIAN_OF = 500;

/** How a source fares: of the last days, in numbers that each open their rows. */
export type SourceHealth = {
  sourceId: string;
  /** The first of the days, in the organisation's zone. */
  from: string;
  lastAt: Date | null;
  lastId: string | null;
  well: number;
  badly: number;
  /** Times that fetching failed; with why it did the last time. */
  failedFetches: number;
  lastFailedFetch: { at: Date; reason: string } | null;
  /** Medians in seconds of the latest that were read; null where none says it. */
  toReceived: number | null;
  toProcessed: number | null;
  /** Of how many the medians are; fewer than ended well, as history has none and not every form says when it was sent. */
  receivedOf: number;
  processedOf: number;
  /** What came without a valid key when the day had no more room for it: so many aren't kept. */
  unkept: number;
  lastUnkeptAt: Date | null;
  /** The last arrival that ended badly. */
  lastBad: { id: string; at: Date; state: string; reason: string } | null;
};

/** Arrivals that ended either way; a fetch that failed is none, and stands beside them: it may fail every minute. */
export const triedOf = ({ well, badly }: SourceHealth): number => well + badly;

/** Where the fetches that failed stand. */
export const failedFetchesHref = (sourceId: string): string => `/intake/sources/${sourceId}?fetches=failed#fetching`;

type Trouble = { at: Date; reason: string; href: string; state: string | null };

/** The last trouble, an arrival's or a fetch's, and where its row stands; `state` is the arrival's. */
export function lastTroubleOf({ sourceId, lastBad, lastFailedFetch }: SourceHealth): Trouble | null {
  if (lastFailedFetch && !(lastBad && lastBad.at > lastFailedFetch.at)) {
    return { ...lastFailedFetch, href: failedFetchesHref(sourceId), state: null };
  }
  return lastBad && { ...lastBad, href: `/intake/deliveries/${lastBad.id}` };
}
