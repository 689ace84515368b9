import { tzOffset } from "@date-fns/tz";

const QUARTER = 15 * 60_000;
const DAY = 86_400_000;

/**
 * What the clock on the wall of a zone says at a moment, as if it were UTC; what spreadsheets call a time. Zones change
 * at quarters of an hour only, so that a hundred thousand moments ask for few offsets.
 */
export function wallClock(timeZone: string): (moment: number) => number {
  const offsets = new Map<number, number>();
  return (moment) => {
    const quarter = Math.floor(moment / QUARTER);
    let offset = offsets.get(quarter);
    if (offset === undefined) {
      offset = tzOffset(timeZone, new Date(quarter * QUARTER)) * 60_000;
      offsets.set(quarter, offset);
    }
    return moment + offset;
  };
}

/**
 * The zone's offset, in minutes, where its clock on the wall shows this (as if it were UTC). In the hour that happens
 * twice, that of the first; in the hour that doesn't happen, as if it did. 0 for a zone nobody knows.
 */
export function offsetAtWall(timeZone: string, wall: number): number {
  // A clock is put forward or back once within two days, so that only these two can be meant.
  const before = tzOffset(timeZone, new Date(wall - DAY));
  const after = tzOffset(timeZone, new Date(wall + DAY));
  if (Number.isNaN(before)) return 0;
  const isAfter = before !== after && tzOffset(timeZone, new Date(wall - before * 60_000)) !== before;
  return isAfter && tzOffset(timeZone, new Date(wall - after * 60_000)) === after ? after : before;
}

/** The moment at which a zone's clock on the wall shows this (as if it were UTC). */
export function momentAtWall(timeZone: string, wall: number): number {
  return wall - offsetAtWall(timeZone, wall) * 60_000;
}
