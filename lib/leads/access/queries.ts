import { keptBy, STANDING } from "@/lib/auth/standing/policy";
import { authorize } from "@/lib/core/ctx";
import { matches } from "@/lib/core/condition/evaluate";
import { reader } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { hiddenIn, rightIn, SENSITIVE_FIELDS } from "@/lib/core/permissions";
import { leadFieldCatalogue } from "@/lib/leads/fields";
import { visibleLeads } from "@/lib/leads/policy";
import { requireLead } from "@/lib/leads/queries";
import { leadLabel } from "@/lib/leads/schema";
import { visibleUsers } from "@/lib/users/policy";
import { RIGHTS_OF_ROLE, actorOfRow } from "@/lib/users/roles/queries";
import type { Ctx, UserActor } from "@/lib/core/ctx";
import type { Lead } from "@/lib/core/prisma/client";
import type { AccessReason, LeadAccess } from "@/lib/leads/access/schema";

/**
 * Who can see the lead and who can't, of the people that aren't deactivated and exist for whoever asks, each with the reason. Whether they
 * see it is asked of the rule that every list asks; the reason only words it.
 */
export async function leadAccess(ctx: Ctx, number: number): Promise<LeadAccess> {
  authorize(ctx, "user.read");
  const db = reader(ctx);
  const found = await db.lead.findUnique({ where: { number }, select: { id: true } });
  if (!found) throw notFound();
  const lead = await requireLead(ctx, found.id);
  const [users, company] = await Promise.all([
    db.user.findMany({
      where: { AND: [visibleUsers(ctx.actor), { deactivatedAt: null }] },
      orderBy: [{ firstName: "asc" }, { lastName: "asc" }, { id: "asc" }],
      include: {
        companies: { select: { companyId: true } },
        secondFactor: STANDING.secondFactor,
        directory: STANDING.directory,
        role: { include: RIGHTS_OF_ROLE },
      },
    }),
    db.company.findUniqueOrThrow({ where: { id: lead.companyId }, select: { name: true } }),
  ]);
  const people = users.map((user) => {
    const { role } = user;
    const actor = actorOfRow(user);
    const { fields } = actor;
    const may = (permission: Parameters<typeof visibleLeads>[1]) =>
      matches(visibleLeads(actor, permission), lead, leadFieldCatalogue, { now: ctx.now(), timeZone: "UTC" });
    // Whoever may not act at this moment sees nothing, whatever their role says.
    const kept = keptBy(user);
    const sees = kept === null && may("lead.read");
    return {
      id: user.id,
      name: actor.name,
      role: { nameEn: role.nameEn, nameEs: role.nameEs },
      sees,
      edits: sees && may("lead.update"),
      assigns: sees && may("lead.assign"),
      why: kept ?? reasonOf(actor, lead),
      elsewhere: sees || kept !== null ? [] : elsewhereOf(actor, lead),
      hidden: hiddenIn(fields),
      readOnly: SENSITIVE_FIELDS.filter((field) => rightIn(fields, field) === "read"),
    };
  });
  return { label: leadLabel(lead.number), company: company.name, companyId: lead.companyId, people };
}

function elsewhereOf({ companyIds, permissions }: UserActor, { companyId }: Lead): Elsewhere {
  const arrivals = permissions["intake.read"];
  const reads = {
    arrivals: arrivals === "any" || (arrivals === "company" && companyIds.includes(companyId)),
    audit: permissions["audit.read"] !== undefined,
  };
  return (["arrivals", "audit"] as const).filter((place) => reads[place]);
}

type Elsewhere = LeadAccess["people"][number]["elsewhere"];

function reasonOf({ id, companyIds, permissions }: UserActor, lead: Lead): AccessReason {
  const scope = permissions["lead.read"];
  if (scope === undefined) return "noPermission";
  if (scope === "any") return "everywhere";
  if (lead.ownerId === id) return "owner";
  if (scope === "own") return "notOwner";
  return companyIds.includes(lead.companyId) ? "company" : "otherCompany";
}
