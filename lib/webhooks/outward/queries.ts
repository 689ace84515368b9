import type { Changes } from "@/lib/core/events";
import type { OutwardEvent } from "@/lib/webhooks/outward/schema";

export type OutwardRow = {
  seq: string;
  name: string;
  actorType: string;
  actorId: string | null;
  actorLabel: string;
  subjectType: string;
  subjectId: string;
  subjectLabel: string;
  number: number | null;
  changes: Changes;
  payload: Record<string, unknown>;
  companyIds: string[];
  history: boolean;
  occurredAt: Date;
};

/** Of an event `e`, with the lead `l` that it is about. */
export const OUTWARD_COLUMNS = `
  e.seq::text, e.name, e."actorType", e."actorId", e."actorLabel", e."subjectType", e."subjectId"::text, e."subjectLabel", l.number,
  e.changes, e.payload, e."companyIds"::text[], e.history, e."occurredAt"`;
export const OUTWARD_LEAD = `left join "Lead" l on e."subjectType" = 'lead' and l.id = e."subjectId"`;

/** As it is told outside. */
export function toOutward(row: OutwardRow): OutwardEvent {
  const { seq, name, occurredAt, subjectType, subjectId, subjectLabel, number } = row;
  return {
    type: name,
    timestamp: occurredAt.toISOString(),
    data: {
      seq,
      subject: { type: subjectType, id: subjectId, label: subjectLabel, number },
      actor: { type: row.actorType, id: row.actorId, label: row.actorLabel },
      companies: row.companyIds,
      changes: row.changes,
      payload: row.payload,
      history: row.history,
    },
  };
}
