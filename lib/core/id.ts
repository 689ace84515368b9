import { v7 } from "uuid";

/** A new primary key: uuid v7, so that rows made together lie together in their index. */
export function newId(): string {
  return v7();
}
