import { rowsOn } from "@/tests/rights/reach";
import type { Row, SubjectName } from "@/tests/rights/reach";
import type { make } from "@/tests/rights/make";
import type { Scene, Thing } from "@/tests/rights/scene";

/** What an example is made of: what is asked about, who is around, and what else it takes. */
export type Asked = { it: Thing; s: Scene; make: typeof make };

/** What a browser would send. Its first field names what is asked about: with another id there, it is about nothing. */
export type Send = (asked: Asked) => unknown;
export type ActionRow = Row<Send> & {
  /** About one's own way in: also for whoever owes a second factor. */
  wayIn?: true;
  /** What it answers may say no as well. */
  denies?: (data: unknown) => boolean;
};

export const on = (subject: SubjectName) => rowsOn<Send>(subject);
