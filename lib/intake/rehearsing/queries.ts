import { authorize } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { readFields } from "@/lib/intake/field-samples/queries";
import { visibleSources } from "@/lib/intake/policy";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Rehearsed, TestInput, TestProgress } from "@/lib/intake/rehearsing/schema";
import type { Settled } from "@/lib/intake/processing/settled";
import type { Understood } from "@/lib/intake/schema";
import type { SpokenRule } from "@/lib/leads/schema";

/** How far a test has come. One that waits on disk, because the database was away, isn't there yet. */
export async function testProgress(ctx: Ctx, { deliveryId }: TestInput): Promise<TestProgress | null> {
  authorize(ctx, "intake.manage");
  const found = await reader(ctx).delivery.findFirst({
    where: { id: deliveryId, source: visibleSources(ctx.actor) },
    select: { state: true, reason: true, receivedAt: true, processedAt: true, understood: true, rehearsed: true },
  });
  if (!found) return null;
  const { understood, rehearsed, ...delivery } = found;
  const said = understood as unknown as Understood | null;
  return {
    ...delivery,
    plugin: said?.plugin ?? "",
    fields: said ? readFields(said) : [],
    rehearsed: rehearsed as Rehearsed | null,
  };
}

/** What would become of a submission, looked up in the transaction that tried it out. */
export async function rehearsedIn(tx: Tx, settled: Settled): Promise<Rehearsed> {
  const { state, outcome, reason, leadId } = settled;
  if (leadId === null) return { state, outcome, reason, lead: null };
  const lead = await tx.lead.findUnique({
    where: { id: leadId },
    select: {
      ...{ number: true, priority: true, score: true, tags: true, classification: true },
      company: { select: { name: true } },
      leadType: { select: { labelEn: true, labelEs: true } },
      status: { select: { labelEn: true, labelEs: true } },
      owner: { select: { firstName: true, lastName: true } },
      assignments: { orderBy: { id: "desc" }, take: 1, select: { method: true, reason: true } },
    },
  });
  if (!lead) throw notFound();
  const [assignment] = lead.assignments;
  return {
    ...{ state, outcome, reason },
    lead: {
      number: outcome === "created" ? null : lead.number,
      company: lead.company.name,
      leadType: { en: lead.leadType.labelEn, es: lead.leadType.labelEs },
      status: { en: lead.status.labelEn, es: lead.status.labelEs },
      ...{ priority: lead.priority, score: lead.score, tags: lead.tags },
      rules: (lead.classification as { rules?: SpokenRule[] }).rules ?? [],
      owner: lead.owner ? `${lead.owner.firstName} ${lead.owner.lastName}`.trim() : "",
      ownerBy: assignment?.method ?? "",
      ownerRule: assignment?.reason ?? "",
    },
  };
}
