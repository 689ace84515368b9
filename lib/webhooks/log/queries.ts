import { subjectHref } from "@/lib/audit/subjects/policy";
import { authorize, hasRights, hiddenFields } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { visibleNumbers } from "@/lib/leads/naming/queries";
import { sensitiveChanged } from "@/lib/leads/sensitive/schema";
import { openWebhooks, toldOf } from "@/lib/webhooks/hearing/queries";
import { EVERY_EVENT, isWanted } from "@/lib/webhooks/reach";
import { calledBy, KEPT_DAYS } from "@/lib/webhooks/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { SensitiveField } from "@/lib/core/permissions";
import type { Prisma, WebhookDelivery } from "@/lib/core/prisma/client";
import type { LookedAt } from "@/lib/leads/looks/commands";
import type { Hearing } from "@/lib/webhooks/hearing/queries";
import type { OutwardRow } from "@/lib/webhooks/outward/queries";
import type { Wanting } from "@/lib/webhooks/reach";
import type {
  DeliveryDetail,
  DeliveryPage,
  DeliveryRow,
  DeliveryState,
  DeliverySubject,
  SendingProblem,
  StateFilter,
} from "@/lib/webhooks/schema";

const ROWS = 50;
/** More than ever happened to one in so many days. */
const MOST_OF_LEAD = 5_000;

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

/** `lead`: by its number. */
type Asked = { webhookId: string; state: StateFilter; before?: string | undefined; lead?: number | undefined };

/** What an address was sent, the newest first. */
export async function listWebhookDeliveries(
  ctx: Ctx,
  { webhookId, state, before, lead }: Asked,
): Promise<DeliveryPage> {
  authorize(ctx, "apiKey.manage");
  const rows = await reader(ctx).webhookDelivery.findMany({
    where: {
      ...{ webhookId, ...FILTERS[state] },
      ...(before !== undefined && { id: { lt: before } }),
      ...(lead !== undefined && { eventSeq: { in: await toldOfLead(ctx, lead) } }),
    },
    orderBy: { id: "desc" },
    take: ROWS + 1,
    select: { ...ROW, eventSeq: true },
  });
  const shown = rows.slice(0, ROWS);
  const subjects = await subjectsOf(ctx, shown);
  const withSubject = (row: (typeof shown)[number]) => ({
    ...toRow(row),
    subject: subjects.get(String(row.eventSeq)) ?? null,
  });
  return { rows: shown.map(withSubject), next: rows.length > ROWS ? (shown.at(-1)?.id ?? null) : null };
}

/** What was told of a lead while deliveries are kept; of one that whoever asks may not see, nothing. */
async function toldOfLead(ctx: Ctx, number: number): Promise<bigint[]> {
  const lead = await reader(ctx).lead.findUnique({ where: { number }, select: { id: true } });
  if (!lead || !(await visibleNumbers(ctx, [lead.id])).has(lead.id)) return [];
  const since = new Date(ctx.now().getTime() - KEPT_DAYS * 86_400_000);
  const rows = await reader(ctx).event.findMany({
    where: { subjectType: "lead", subjectId: lead.id, occurredAt: { gte: since } },
    orderBy: { seq: "desc" },
    take: MOST_OF_LEAD,
    select: { seq: true },
  });
  return rows.map(({ seq }) => seq);
}

type About = { seq: string; name: string; subjectType: string; subjectId: string; subjectLabel: string };

/** By the event: what each is about, for whoever may read what it tells. */
async function subjectsOf(
  ctx: Ctx,
  rows: readonly { eventSeq: bigint | null }[],
): Promise<Map<string, DeliverySubject>> {
  const seqs = rows.flatMap(({ eventSeq }) => (eventSeq === null ? [] : [String(eventSeq)]));
  if (seqs.length === 0) return new Map();
  const all = await reader(ctx).$queryRawUnsafe<(About & { companyIds: string[] })[]>(
    `select e.seq::text, e.name, e."subjectType", e."subjectId"::text, e."subjectLabel", e."companyIds"::text[]
       from "Event" e where e.seq = any($1::bigint[])`,
    seqs,
  );
  const told = all.filter((event) => isWanted(readingOf(ctx), event));
  const numbers = await visibleNumbers(
    ctx,
    told.filter(({ subjectType }) => subjectType === "lead").map(({ subjectId }) => subjectId),
  );
  return new Map(
    told.map((event) => {
      const href = subjectHref(ctx.actor, event, numbers.get(event.subjectId)) ?? null;
      return [event.seq, { label: event.subjectLabel, href }];
    }),
  );
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
  const [sent] = await openWebhooks(ctx, webhookId);
  return { ...readingOf(ctx), hidden: [...hiddenFields(ctx.actor), ...(sent?.hidden ?? [])] };
}

function readingOf({ actor }: Ctx): Wanting {
  return { events: EVERY_EVENT, everyCompany: true, companyIds: [], keeper: hasRights(actor) ? actor : null };
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
