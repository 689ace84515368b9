import { actorsOfRole } from "@/lib/auth/queries";
import { authorize } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { reachesLead } from "@/lib/leads/audience";
import type { Ctx, UserActor } from "@/lib/core/ctx";
import type { Scope } from "@/lib/core/permissions";
import type { PreviewRoleInput, RolePreview } from "@/lib/leads/access/preview/schema";

const PREVIEWED = 50;

/** What members of the role see of the leads, now and if it allowed this: by the rule that every list asks. */
export async function previewRole(ctx: Ctx, { roleId, sight }: PreviewRoleInput): Promise<RolePreview> {
  authorize(ctx, "role.manage");
  const db = reader(ctx);
  const [found, members, leads] = await Promise.all([
    db.role.count({ where: { id: roleId } }),
    actorsOfRole(db, roleId),
    db.lead.groupBy({ by: ["companyId", "ownerId"], _count: true }),
  ]);
  if (found === 0) throw notFound();
  const seenBy = (actor: UserActor) => {
    const reaches = reachesLead(actor);
    return leads.reduce((sum, { _count: count, ...lead }) => (reaches(lead) ? sum + count : sum), 0);
  };
  const shown = members.slice(0, PREVIEWED).map((actor) => ({
    id: actor.id,
    name: actor.name,
    before: seenBy(actor),
    after: seenBy(seeing(actor, sight)),
  }));
  return { members: shown, more: members.length - shown.length };
}

function seeing(actor: UserActor, sight: Scope | null): UserActor {
  const { "lead.read": _, ...others } = actor.permissions;
  return { ...actor, permissions: sight === null ? others : { ...others, "lead.read": sight } };
}
