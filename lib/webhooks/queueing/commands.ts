import { FIELDS_OF_ROLE, permissionsOf } from "@/lib/auth/queries";
import { newId } from "@/lib/core/id";
import { fieldRightsOf, grantsWithin } from "@/lib/core/permissions";
import { isWanted } from "@/lib/webhooks/reach";
import type { Tx } from "@/lib/core/db";
import type { StoredEvent } from "@/lib/core/events";
import type { Wanting } from "@/lib/webhooks/reach";

type Open = Wanting & { id: string; fromXid: string };

/** Whoever stands behind an address counts as they are now; one who was deactivated reads nothing. */
const OPEN = `
  select w.id::text, w.events, w."everyCompany", w."companyIds"::text[], w."fromXid", w."keeperId" is not null as "hasKeeper",
         (select coalesce(jsonb_object_agg(p.permission, p.scope), '{}') from "RolePermission" p where p."roleId" = u."roleId") as permissions,
         ${FIELDS_OF_ROLE('u."roleId"')} as fields,
         array(select c."companyId"::text from "UserCompany" c where c."userId" = u.id) as "keeperCompanyIds"
    from "Webhook" w left join "User" u on u.id = w."keeperId"
   where w.active and u."deactivatedAt" is null`;
type OpenRow = Omit<Open, "keeper"> & {
  hasKeeper: boolean;
  permissions: Record<string, string>;
  fields: Record<string, string>;
  keeperCompanyIds: string[];
};

async function openWebhooks(tx: Tx): Promise<Open[]> {
  const rows = await tx.$queryRawUnsafe<OpenRow[]>(OPEN);
  return rows.map(({ hasKeeper, permissions, fields, keeperCompanyIds, ...row }) => ({
    ...row,
    keeper: hasKeeper
      ? { permissions: grantsWithin(permissionsOf(permissions), fieldRightsOf(fields)), companyIds: keeperCompanyIds }
      : null,
  }));
}

/**
 * Writes down, in the reader's own transaction, what each address is to be sent of these events: so each event is a delivery
 * once, whatever is killed when. What came as history is told to nobody.
 */
export async function queueDeliveries(events: StoredEvent[], tx: Tx): Promise<void> {
  const open = await openWebhooks(tx);
  if (open.length === 0) return;
  const now = new Date();
  const rows = events
    .filter(({ history }) => !history)
    .flatMap((event) =>
      open
        .filter((webhook) => BigInt(event.xid) > BigInt(webhook.fromXid) && isWanted(webhook, event))
        .map(({ id }) => ({
          ...{ id: newId(), webhookId: id, eventSeq: BigInt(event.seq), type: event.name },
          ...{ createdAt: now, nextAt: now },
        })),
    );
  if (rows.length === 0) return;
  await tx.webhookDelivery.createMany({ data: rows });
  await tx.$queryRawUnsafe(`select pg_notify('webhooks', '')::text`);
}
