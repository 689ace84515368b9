import { tzOffset } from "@date-fns/tz";

const QUARTER = 15 * 60_000;

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
