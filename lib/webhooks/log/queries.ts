import { authorize, hasRights, hiddenFields } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { sensitiveChanged } from "@/lib/leads/sensitive/schema";
import { openWebhooks, toldOf } from "@/lib/webhooks/hearing/queries";
import { EVERY_EVENT } from "@/lib/webhooks/reach";
import { calledBy } from "@/lib/webhooks/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { SensitiveField } from "@/lib/core/permissions";
import type { Prisma, WebhookDelivery } from "@/lib/core/prisma/client";
import type { LookedAt } from "@/lib/leads/looks/commands";
import type { Hearing } from "@/lib/webhooks/hearing/queries";
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

/** `looked`: at which lead, and at what of it that is sensitive. */
type Opened = { delivery: DeliveryDetail; looked: { lead: LookedAt; fields: SensitiveField[] } | null };

/** One of them, with what was sent and what was answered, as far as whoever opens it may read that. */
export async function webhookDelivery(ctx: Ctx, deliveryId: string): Promise<Opened> {
  authorize(ctx, "apiKey.manage");
  const row = await reader(ctx).webhookDelivery.findUnique({
    where: { id: deliveryId },
    select: { ...ROW, eventSeq: true, answer: true, webhook: { select: { id: true, url: true } } },
  });
  if (!row) throw notFound();
  const { webhook, answer } = row;
  const told = await toldOf(row, await hearingOf(ctx, webhook.id));
  const event = typeof told === "string" ? null : told.event;
  const withheld = told === "notTheirs";
  const delivery = {
    ...{ ...toRow(row), webhook: { id: webhook.id, host: calledBy(webhook.url) }, withheld },
    answer: withheld ? "" : answer,
    body: typeof told === "string" ? null : told.body,
  };
  return { delivery, looked: event && (await lookedAt(ctx, event)) };
}

/** What whoever looks may be told of anything, without what isn't sent there either. */
async function hearingOf(ctx: Ctx, webhookId: string): Promise<Hearing> {
  const { actor } = ctx;
  const [sent] = await openWebhooks(ctx, webhookId);
  const hidden = [...hiddenFields(actor), ...(sent?.hidden ?? [])];
  return { events: EVERY_EVENT, everyCompany: true, companyIds: [], keeper: hasRights(actor) ? actor : null, hidden };
}

async function lookedAt(ctx: Ctx, { subjectType, subjectId, changes }: OutwardRow): Promise<Opened["looked"]> {
  if (subjectType !== "lead") return null;
  const fields = sensitiveChanged(changes);
  const lead =
    fields.length === 0 ? null : await reader(ctx).lead.findUnique({ where: { id: subjectId }, select: LEAD });
  if (!lead) return null;
  const { id, number, companyId, ownerId } = lead;
  return { lead: { id, number, company: { id: companyId }, owner: ownerId === null ? null : { id: ownerId } }, fields };
}

const LEAD = { id: true, number: true, companyId: true, ownerId: true } as const;

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
