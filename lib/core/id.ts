import { v7 } from "uuid";

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** A new primary key: uuid v7, so that rows made together lie together in their index. */
export function newId(): string {
  return v7();
}

/** Whether the text is written as a key, of whichever version and in either case. */
export function isId(text: string): boolean {
  return UUID.test(text);
}
