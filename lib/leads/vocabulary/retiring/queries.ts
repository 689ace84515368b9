import { database } from "@/lib/core/db";
import type { Tx } from "@/lib/core/db";
import type { MovedKind } from "@/lib/leads/vocabulary/schema";

export type MovingLead = {
  id: string;
  number: number;
  companyId: string;
  ownerId: string | null;
  lostReasonId: string | null;
  holdUntil: Date | null;
};

const COLUMNS = { status: `"statusId"`, leadType: `"leadTypeId"` };

export async function countLeads(tx: Pick<Tx, "$queryRawUnsafe">, kind: MovedKind, id: string): Promise<number> {
  const [row] = await tx.$queryRawUnsafe<{ leads: number }[]>(
    `select count(*)::int as leads from "Lead" where ${COLUMNS[kind]} = $1::uuid`,
    id,
  );
  return row?.leads ?? 0;
}

/** What was retired and has leads. */
export async function retiredWithLeads(): Promise<{ kind: MovedKind; id: string; retiredById: string | null }[]> {
  return database().$queryRawUnsafe(
    `select 'status' as kind, s.id::text, s."retiredById"::text from "Status" s
      where s."successorId" is not null and exists (select 1 from "Lead" l where l."statusId" = s.id)
     union all
     select 'leadType', t.id::text, t."retiredById"::text from "LeadType" t
      where t."successorId" is not null and exists (select 1 from "Lead" l where l."leadTypeId" = t.id)`,
  );
}

/** The next leads of one, locked in the order everybody locks many in. */
export async function lockMoving(tx: Tx, kind: MovedKind, id: string, take: number): Promise<MovingLead[]> {
  return tx.$queryRawUnsafe<MovingLead[]>(
    `select id::text, number, "companyId"::text, "ownerId"::text, "lostReasonId"::text, "holdUntil" from "Lead"
      where id in (select id from "Lead" where ${COLUMNS[kind]} = $1::uuid limit $2) and ${COLUMNS[kind]} = $1::uuid
      order by id for update`,
    id,
    take,
  );
}
