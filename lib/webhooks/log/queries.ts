import { FIELDS_OF_ROLE } from "@/lib/auth/queries";
import { authorize } from "@/lib/core/ctx";
import { database, reader } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { fieldRightsOf, hiddenIn } from "@/lib/core/permissions";
import { maskedEvent } from "@/lib/leads/sensitive/policy";
import { OUTWARD_COLUMNS, OUTWARD_LEAD, toOutward } from "@/lib/webhooks/outward/queries";
import type { Ctx } from "@/lib/core/ctx";
import type { Prisma, WebhookDelivery } from "@/lib/core/prisma/client";
import type { OutwardRow } from "@/lib/webhooks/outward/queries";
import type {
  DeliveryDetail,
  DeliveryPage,
  DeliveryRow,
  DeliveryState,
  SendingProblem,
  StateFilter,
} from "@/lib/webhooks/schema";

const ROWS = 50;

const ROW = {
  id: true,
  type: true,
  state: true,
  tries: true,
  createdAt: true,
  triedAt: true,
  nextAt: true,
  problem: true,
  status: true,
  durationMs: true,
} as const satisfies Prisma.WebhookDeliverySelect;

const FILTERS: Record<StateFilter, Prisma.WebhookDeliveryWhereInput> = {
  all: {},
  waiting: { state: { in: ["waiting", "sending"] } },
  failed: { state: "failed" },
};

type Asked = { webhookId: string; state: StateFilter; before?: string | undefined };

/** What an address was sent, the newest first. */
export async function listWebhookDeliveries(ctx: Ctx, { webhookId, state, before }: Asked): Promise<DeliveryPage> {
  authorize(ctx, "apiKey.manage");
  const rows = await reader(ctx).webhookDelivery.findMany({
    where: { webhookId, ...FILTERS[state], ...(before !== undefined && { id: { lt: before } }) },
    orderBy: { id: "desc" },
    take: ROWS + 1,
    select: ROW,
  });
  const shown = rows.slice(0, ROWS);
  return { rows: shown.map(toRow), next: rows.length > ROWS ? (shown.at(-1)?.id ?? null) : null };
}

/** One of them, with what was sent and what was answered. */
export async function webhookDelivery(ctx: Ctx, deliveryId: string): Promise<DeliveryDetail> {
  authorize(ctx, "apiKey.manage");
  const row = await reader(ctx).webhookDelivery.findUnique({
    where: { id: deliveryId },
    select: { ...ROW, eventSeq: true, answer: true, webhook: { select: { id: true, url: true } } },
  });
  if (!row) throw notFound();
  const { webhook, answer } = row;
  return { ...toRow(row), webhook, answer, body: await bodyOf(row) };
}

/**
 * What is sent of it. It is made of the event anew at each try and nowhere kept: personal values that were erased meanwhile
 * don't leave the house any more. A test is made of itself.
 */
export async function bodyOf(
  delivery: Pick<WebhookDelivery, "id" | "type" | "eventSeq" | "createdAt">,
): Promise<string | null> {
  const { type, eventSeq, createdAt, id } = delivery;
  if (eventSeq === null) return JSON.stringify({ type, timestamp: createdAt.toISOString(), data: { deliveryId: id } });
  const [row] = await database().$queryRawUnsafe<(OutwardRow & { keptFrom: Record<string, string> | null })[]>(
    `select ${OUTWARD_COLUMNS}, ${KEPT_FROM} as "keptFrom" from "Event" e ${OUTWARD_LEAD} where e.seq = $1::bigint`,
    eventSeq,
    id,
  );
  if (!row) return null;
  return JSON.stringify(toOutward(maskedEvent(hiddenIn(fieldRightsOf(row.keptFrom ?? {})), row)));
}

/** The fields that whoever stands behind the address is kept from at this moment. */
const KEPT_FROM = `(select ${FIELDS_OF_ROLE('u."roleId"')} from "WebhookDelivery" d join "Webhook" w on w.id = d."webhookId"
                      join "User" u on u.id = w."keeperId" where d.id = $2::uuid)`;

type Stored = Pick<WebhookDelivery, keyof typeof ROW>;

function toRow({
  id,
  type,
  state,
  tries,
  createdAt,
  triedAt,
  nextAt,
  problem,
  status,
  durationMs,
}: Stored): DeliveryRow {
  return {
    ...{ id, type, tries, status, durationMs },
    state: state as DeliveryState,
    createdAt: createdAt.toISOString(),
    triedAt: triedAt?.toISOString() ?? null,
    nextAt: nextAt?.toISOString() ?? null,
    problem: problem as SendingProblem | "",
  };
}
