import { authorize } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { NO_ID } from "@/lib/core/id";
import { reachesLead } from "@/lib/leads/audience";
import { identityOf } from "@/lib/leads/merging/accrued";
import { derivedColumns } from "@/lib/leads/person";
import { titleSql } from "@/lib/leads/sensitive/policy";
import { requireLead } from "@/lib/leads/queries";
import { leadLabel } from "@/lib/leads/schema";
import { organisation } from "@/lib/settings/queries";
import type { SqlParams } from "@/lib/core/condition/to-sql";
import type { Ctx } from "@/lib/core/ctx";
import type { LeadMerge } from "@/lib/core/prisma/client";
import type { LeadJson } from "@/lib/leads/merging/accrued";
import type { LaterArrival, MergedLead } from "@/lib/leads/merging/schema";

type Placed = { companyId: string; ownerId: string | null };

/** Follows merges to the lead that stands now. */
const SURVIVOR = `
  with recursive follow(id) as (
    select "survivorId" from "LeadMerge" where number = $1::int and "undoneAt" is null
    union select m."survivorId" from "LeadMerge" m join follow f on m."leadId" = f.id where m."undoneAt" is null)
  select l.number, l."companyId"::text, l."ownerId"::text from follow f join "Lead" l on l.id = f.id`;

/** The number of the lead that this one was merged into, for whoever may see that. */
export async function survivorOf(ctx: Ctx, number: number): Promise<number | null> {
  const [found] = await reader(ctx).$queryRawUnsafe<(Placed & { number: number })[]>(SURVIVOR, number);
  return found && reachesLead(ctx.actor, "lead.read")(found) ? found.number : null;
}

/** A lead that the actor could see, and that was merged into one that they can't. */
export async function joinedElsewhere(ctx: Ctx, number: number): Promise<{ leadId: string; by: string } | null> {
  const merge = await reader(ctx).leadMerge.findFirst({
    where: { number, undoneAt: null },
    select: { leadId: true, actorLabel: true, lead: true },
  });
  if (!merge || !reachesLead(ctx.actor, "lead.read")(merge.lead as Placed)) return null;
  return { leadId: merge.leadId, by: merge.actorLabel };
}

export type MergedRow = { mergeId: string; leadId: string; number: number; title: string; by: string; at: string };

/** The leads merged into one, the last first, to be read together with what else hangs on it. */
export function mergedSql({ actor }: Ctx, params: SqlParams, leadId: string): string {
  return `select id as "mergeId", "leadId", number, "actorLabel" as by, "mergedAt" as at,
                 ${titleSql(actor, (name) => `lead ->> '${name}'`)} as title
            from "LeadMerge" where "survivorId" = ${params.add(leadId, "uuid")} and "undoneAt" is null order by id desc`;
}

export function mergedView({ at, ...row }: MergedRow): MergedLead {
  return {
    ...row,
    title: row.title || leadLabel(row.number),
    label: leadLabel(row.number),
    at: new Date(at).toISOString(),
  };
}

const LATER = `
  select t.id::text, t."occurredAt", t.message, t.values, coalesce(s."defaultCountry", '') as country
    from "Touchpoint" t left join "Source" s on s.id = t."sourceId"
   where t."leadId" = $1::uuid and t.id > $2::uuid
     and not exists (select 1 from "LeadMerge" m where m."survivorId" = $1::uuid and m."undoneAt" is null
                        and m.moved -> 'Touchpoint' ? t.id::text)
   order by t."occurredAt" desc, t.id desc limit 100`;
type Later = { id: string; occurredAt: Date; message: string; values: unknown; country: string };

/** What arrived after a merge, for whoever may undo it: it stays, unless it is the merged lead's person who wrote. */
export async function laterArrivals(ctx: Ctx, input: { mergeId: string }): Promise<LaterArrival[]> {
  authorize(ctx, "lead.merge");
  const merge = await reader(ctx).leadMerge.findUnique({ where: { id: input.mergeId } });
  await requireLead(ctx, merge?.survivorId ?? NO_ID, "lead.merge");
  if (!merge || merge.undoneAt) throw notFound();
  const { defaultCountry } = await organisation();
  const rows = await reader(ctx).$queryRawUnsafe<Later[]>(LATER, merge.survivorId, merge.id);
  const theirs = ownKeys(merge);
  return rows.map(({ id, occurredAt, message, values, country }) => {
    const person = personIn(values);
    const { emailKey, phoneKey } = derivedColumns({ ...person, service: "" }, country || defaultCountry);
    return {
      id,
      at: occurredAt.toISOString(),
      message: message.slice(0, 200),
      person: Object.values(person).filter(Boolean).join(" · "),
      ofOther: [emailKey, phoneKey].some((key) => key !== "" && theirs.has(key)),
    };
  });
}

/** The mails and phones that only the merged lead had. */
function ownKeys(merge: LeadMerge): Set<string> {
  const survivors = new Set(identityOf(merge.survivor as unknown as LeadJson));
  return new Set(identityOf(merge.lead as unknown as LeadJson).filter((key) => !survivors.has(key)));
}

function personIn(values: unknown) {
  const { person = {} } = values as { person?: Partial<Record<string, string>> };
  const { contactName = "", firm = "", email = "", phone = "" } = person;
  return { contactName, firm, email, phone };
}
