import { newId } from "@/lib/core/id";
import { insertRows } from "@/lib/core/rows";
import { forget } from "@/lib/intake/spam/lessons/commands";
import type { Tx } from "@/lib/core/db";
import type { Said } from "@/lib/intake/spam/lessons/commands";
import type { SpamReason } from "@/lib/intake/spam/schema";

/** How a delivery stood when somebody said what it is; `parent`: the request it came in, which is read again with it. */
export type Before = {
  state: string;
  outcome: string;
  reason: string;
  leadId: string | null;
  duplicateOfId: string | null;
  ruling: string;
  processedAt: string | null;
  spam: SpamReason[] | null;
  parent: { state: string; reason: string } | null;
};

type Saying = { ruling: "genuine" | "spam"; at: Date; by: string; byId: string | null };

/** What is said of deliveries, with how each of them stands; before anything of it is done. */
export async function keepRulings(tx: Tx, ids: readonly string[], { ruling, at, by, byId }: Saying): Promise<Said[]> {
  const found = await tx.$queryRawUnsafe<{ id: string; before: Before }[]>(STANDING, ids);
  const said = found.map(({ id, before }) => ({
    id: newId(),
    deliveryId: id,
    ruling,
    saidAt: at,
    saidBy: by,
    saidById: byId,
    before,
  }));
  await insertRows(tx, "SpamRuling", said);
  return said.map(({ ruling: _ruling, before: _before, ...one }) => one);
}

const STANDING = `
  select d.id::text, jsonb_build_object('state', d.state, 'outcome', d.outcome, 'reason', d.reason, 'leadId', d."leadId",
           'duplicateOfId', d."duplicateOfId", 'ruling', d.ruling, 'processedAt', d."processedAt", 'spam', d.understood->'spam',
           'parent', case when p.id is not null then jsonb_build_object('state', p.state, 'reason', p.reason) end) as before
    from "Delivery" d left join "Delivery" p on p.id = d."parentId" where d.id = any($1::uuid[]) order by d.id`;

/** The delivery stands as it stood, the lists too, and nothing was said. */
export async function putBack(tx: Tx, ruling: Said & { before: Before }): Promise<void> {
  const { parent, processedAt, spam, ...stood } = ruling.before;
  await tx.delivery.updateMany({
    where: { id: ruling.deliveryId },
    data: { ...stood, processedAt: processedAt === null ? null : new Date(processedAt) },
  });
  await tx.$executeRawUnsafe(
    `update "Delivery" set understood = case when $2::jsonb is null then understood - 'spam' else understood || jsonb_build_object('spam', $2::jsonb) end
      where id = $1::uuid`,
    ruling.deliveryId,
    spam && JSON.stringify(spam),
  );
  // The request was to be read only for the sake of this one.
  if (parent && parent.state !== "received")
    await tx.$executeRawUnsafe(RELEASE, ruling.deliveryId, parent.state, parent.reason, ruling.saidAt.toISOString());
  await forget(tx, ruling.id);
  await tx.spamRuling.delete({ where: { id: ruling.id } });
}

const RELEASE = `
  update "Delivery" p set state = $2, reason = $3 from "Delivery" d
   where d.id = $1::uuid and p.id = d."parentId" and p.state = 'received'
     and not exists (select 1 from "Delivery" x where x."parentId" = p.id and x.state = 'received')
     and not exists (select 1 from "SpamRuling" r where r."deliveryId" = p.id and r."saidAt" >= $4::timestamptz)`;
