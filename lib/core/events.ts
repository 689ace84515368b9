import type { z } from "zod";

/** The before and after of each changed field. */
export type Changes = Record<string, { from: unknown; to: unknown }>;

export type EventDefinition<P> = { name: string; subject: string; payload: z.ZodType<P> };

/** What a subject announces. `subject` names the kind of row the event is about. */
export function defineEvent<P>(name: string, payload: z.ZodType<P>): EventDefinition<P> {
  return { name, subject: name.slice(0, name.indexOf(".")), payload };
}

export type EventInput<P> = {
  subjectId: string;
  subjectLabel: string;
  payload: P;
  changes?: Changes;
  companyIds?: string[];
  ownerIds?: string[];
  /** When this one happened, where that isn't the whole mutation's time. */
  occurredAt?: Date;
};

export type StoredEvent = {
  seq: string;
  xid: string;
  name: string;
  actorType: string;
  actorId: string | null;
  actorLabel: string;
  subjectType: string;
  subjectId: string;
  subjectLabel: string;
  changes: Changes;
  payload: Record<string, unknown>;
  companyIds: string[];
  ownerIds: string[];
  history: boolean;
  occurredAt: Date;
};

export type Cursor = { xid: string; seq: string };

/**
 * The next events after the cursor, in an order that misses none: by transaction, and only those whose
 * transaction is older than every one still running. Values: cursor's xid, cursor's seq, limit. The order names the table:
 * what is selected has the same names and is text, in which 1000 comes before 999.
 */
export const NEXT_EVENTS = `
  select seq::text, xid::text, name, "actorType", "actorId", "actorLabel", "subjectType", "subjectId", "subjectLabel",
         changes, payload, "companyIds", "ownerIds", history, "occurredAt"
    from "Event"
   where (xid, seq) > ($1::xid8, $2::bigint) and xid < pg_snapshot_xmin(pg_current_snapshot())
   order by "Event".xid, "Event".seq
   limit $3`;
