import { v7 } from "uuid";

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Nothing's. What isn't there is looked for as long as what one may not see, so that nobody tells the two by a stopwatch. */
export const NO_ID = "00000000-0000-0000-0000-000000000000";

/** A new primary key: uuid v7, so that rows made together lie together in their index. */
export function newId(): string {
  return v7();
}

/** Whether the text is written as a key, of whichever version and in either case. */
export function isId(text: string): boolean {
  return UUID.test(text);
}

/** No id made at that moment or later is smaller. */
export function firstIdOf(moment: Date): string {
  const hex = moment.getTime().toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}
