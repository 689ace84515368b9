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
  /** Medians in seconds of the latest that were read; null where none says it. */
  toReceived: number | null;
  toProcessed: number | null;
  /** So much was refused within a day that no more of it is kept. */
  quarantineFull: boolean;
  /** The last that ended badly. */
  lastBad: { id: string; at: Date; state: string; reason: string } | null;
};
