import { predicate } from "@/lib/core/condition/evaluate";
import { reader } from "@/lib/core/db";
import { calendarsOfCompanies, organisationCalendar } from "@/lib/calendar/queries";
import { readTargetCondition } from "@/lib/leads/clocks/targets/condition";
import { leadFieldCatalogue } from "@/lib/leads/fields";
import { organisation } from "@/lib/settings/queries";
import type { Ctx } from "@/lib/core/ctx";
import type { Lead, LeadDue, ResponseTarget, Status } from "@/lib/core/prisma/client";
import type { WorkingCalendar } from "@/lib/calendar/working-time/schema";

/** What the clocks of leads go by: targets, statuses, calendars. */
export type ClockWorld = {
  /** The target that counts for a lead. */
  targetOf: (lead: Lead) => ResponseTarget | null;
  statuses: ReadonlyMap<string, Pick<Status, "phase" | "rotsAfterHours">>;
  calendarOf: (companyId: string) => WorkingCalendar;
};

export async function clockWorld(ctx: Pick<Ctx, "tx" | "now">): Promise<ClockWorld> {
  const db = reader(ctx);
  const [targets, statuses, companies, standard, { timeZone }] = await Promise.all([
    db.responseTarget.findMany({ where: { active: true }, orderBy: [{ position: "asc" }, { id: "asc" }] }),
    db.status.findMany({ select: { id: true, phase: true, rotsAfterHours: true } }),
    db.company.findMany({ select: { id: true } }),
    organisationCalendar(ctx),
    organisation(),
  ]);
  const calendars = await calendarsOfCompanies(
    ctx,
    companies.map(({ id }) => id),
  );
  const options = { now: ctx.now(), timeZone };
  const aims = targets.map((target) => ({
    target,
    fits: predicate(readTargetCondition(target.condition), leadFieldCatalogue, options),
  }));
  return {
    targetOf: (lead) => aims.find(({ fits }) => fits(lead))?.target ?? null,
    statuses: new Map(statuses.map((status) => [status.id, status])),
    calendarOf: (companyId) => calendars.get(companyId) ?? standard,
  };
}

export type LeadWithDue = Lead & { due: LeadDue | null };

/** These leads with what is known of their clocks. */
export async function leadsWithDues(ctx: Pick<Ctx, "tx">, ids: readonly string[]): Promise<LeadWithDue[]> {
  const rows = await reader(ctx).lead.findMany({ where: { id: { in: [...ids] } } });
  const dues = await reader(ctx).leadDue.findMany({ where: { leadId: { in: [...ids] } } });
  const dueOf = new Map(dues.map((due) => [due.leadId, due]));
  return rows.map((lead) => ({ ...lead, due: dueOf.get(lead.id) ?? null }));
}

/** Leads of which something is to be told by now, the longest overdue first. */
export async function dueToTell(now: Date, limit: number): Promise<string[]> {
  const rows = await reader({}).leadDue.findMany({
    where: { tellAt: { lte: now } },
    orderBy: { tellAt: "asc" },
    take: limit,
    select: { leadId: true },
  });
  return rows.map(({ leadId }) => leadId);
}
