import { FIELDS_OF_ROLE, permissionsOf } from "@/lib/auth/queries";
import { MAY_ACT } from "@/lib/auth/standing/policy";
import { authorize } from "@/lib/core/ctx";
import { database, reader } from "@/lib/core/db";
import { fieldRightsOf, grantsWithin, hiddenIn } from "@/lib/core/permissions";
import { maskedEvent } from "@/lib/leads/sensitive/policy";
import { OUTWARD_COLUMNS, OUTWARD_LEAD, toOutward } from "@/lib/webhooks/outward/queries";
import { namesIn } from "@/lib/webhooks/outward/schema";
import { isWanted, withinReach } from "@/lib/webhooks/reach";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { SensitiveField } from "@/lib/core/permissions";
import type { WebhookDelivery } from "@/lib/core/prisma/client";
import type { OutwardRow } from "@/lib/webhooks/outward/queries";
import type { Wanting } from "@/lib/webhooks/reach";

/** What is told to somebody: of which events, and without which fields. */
export type Hearing = Wanting & { hidden: readonly SensitiveField[] };
export type OpenWebhook = Hearing & { id: string; fromXid: string };

/** Of a webhook `w` and whoever stands behind it, `u` with the role `r`: they may act, or it is the operator's own. */
export const KEEPER_MAY_ACT = `(w."keeperId" is null or ${MAY_ACT})`;
export const WITH_KEEPER = `"Webhook" w left join "User" u on u.id = w."keeperId" left join "Role" r on r.id = u."roleId"`;

/** Whoever stands behind an address counts as they are now. */
const OPEN = `
  select w.id::text, w.events, w."everyCompany", w."companyIds"::text[], w."fromXid", w."keeperId" is not null as "hasKeeper",
         (select coalesce(jsonb_object_agg(p.permission, p.scope), '{}') from "RolePermission" p where p."roleId" = r.id) as permissions,
         ${FIELDS_OF_ROLE("r.id")} as fields,
         array(select c."companyId"::text from "UserCompany" c where c."userId" = u.id) as "keeperCompanyIds"
    from ${WITH_KEEPER}
   where w.active and ${KEEPER_MAY_ACT} and ($1::uuid is null or w.id = $1::uuid)`;
type OpenRow = Omit<OpenWebhook, "keeper" | "hidden"> & {
  hasKeeper: boolean;
  permissions: Record<string, string>;
  fields: Record<string, string>;
  keeperCompanyIds: string[];
};

/** The addresses that are sent anything at this moment, or that one if it is. */
export async function openWebhooks(ctx: { tx?: Tx }, webhookId: string | null = null): Promise<OpenWebhook[]> {
  const rows = await reader(ctx).$queryRawUnsafe<OpenRow[]>(OPEN, webhookId);
  return rows.map(({ hasKeeper, permissions, fields, keeperCompanyIds, ...row }) => {
    const rights = fieldRightsOf(fields);
    const keeper = { permissions: grantsWithin(permissionsOf(permissions), rights), companyIds: keeperCompanyIds };
    return { ...row, keeper: hasKeeper ? keeper : null, hidden: hasKeeper ? hiddenIn(rights) : [] };
  });
}

/** How many addresses are told what happens to the leads of a company, at this moment. */
export async function countWebhooksTelling(ctx: Ctx, companyId: string): Promise<number> {
  authorize(ctx, "user.read");
  const open = await openWebhooks(ctx);
  const told = { subjectType: "lead", companyIds: [companyId] };
  return open.filter((webhook) => namesIn("leads").some((name) => isWanted(webhook, { name, ...told }))).length;
}

/** What a message says; or why it says nothing: its event isn't kept any longer, or isn't for this reader. */
export type Told = { body: string; event: OutwardRow | null } | "gone" | "notTheirs";

/**
 * What is told of it. It is made of the event anew at each try and nowhere kept: personal values that were erased meanwhile
 * don't leave the house any more, nor does what this reader may by now not read. A test is made of itself.
 */
export async function toldOf(
  delivery: Pick<WebhookDelivery, "id" | "type" | "eventSeq" | "createdAt">,
  to: Hearing,
): Promise<Told> {
  const { type, eventSeq, createdAt, id } = delivery;
  if (eventSeq === null) {
    const body = JSON.stringify({ type, timestamp: createdAt.toISOString(), data: { deliveryId: id } });
    return { body, event: null };
  }
  const [row] = await database().$queryRawUnsafe<OutwardRow[]>(
    `select ${OUTWARD_COLUMNS} from "Event" e ${OUTWARD_LEAD} where e.seq = $1::bigint`,
    eventSeq,
  );
  if (!row) return "gone";
  if (!isWanted(to, row)) return "notTheirs";
  const event = maskedEvent(to.hidden, withinReach(to, row));
  return { body: JSON.stringify(toOutward(event)), event };
}
