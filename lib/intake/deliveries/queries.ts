import { SqlParams } from "@/lib/core/condition/to-sql";
import { authorize, scopeOf } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { forbidden, notFound } from "@/lib/core/errors";
import { visibleLeadsSql } from "@/lib/leads/policy";
import { visibleSources } from "@/lib/intake/policy";
import type { Actor, Ctx } from "@/lib/core/ctx";
import type { Prisma } from "@/lib/core/prisma/client";
import type { DeliveryState, ReplayInput } from "@/lib/intake/deliveries/schema";
import type { Understood } from "@/lib/intake/schema";

const ROWS = 30;

const SUMMARY = {
  id: true,
  via: true,
  receivedAt: true,
  state: true,
  outcome: true,
  reason: true,
  history: true,
  leadId: true,
  understood: true,
  source: { select: { id: true, name: true } },
} as const satisfies Prisma.DeliverySelect;

export type DeliverySummary = {
  id: string;
  via: string;
  receivedAt: Date;
  state: DeliveryState;
  outcome: string;
  reason: string;
  history: boolean;
  leadId: string | null;
  leadNumber: number | null;
  /** Who it is from, as far as it was understood. */
  who: string;
  plugin: string;
  source: { id: string; name: string };
};

type Asked = {
  sourceId?: string | undefined;
  state?: DeliveryState | undefined;
  before?: string | undefined;
  rows?: number;
};

/** The latest arrivals, newest first. Ids are in order of time: the last one of a page leads to the next. */
export async function listDeliveries(
  ctx: Ctx,
  asked: Asked,
): Promise<{ rows: DeliverySummary[]; next: string | null }> {
  authorize(ctx, "intake.read");
  const most = asked.rows ?? ROWS;
  const rows = await reader(ctx).delivery.findMany({
    where: {
      source: visibleSources(ctx.actor),
      ...(asked.sourceId && { sourceId: asked.sourceId }),
      ...(asked.state && { state: asked.state }),
      ...(asked.before && { id: { lt: asked.before } }),
    },
    orderBy: { id: "desc" },
    take: most + 1,
    select: SUMMARY,
  });
  const shown = rows.slice(0, most);
  const numbers = await numbersOf(
    ctx,
    shown.flatMap(({ leadId }) => leadId ?? []),
  );
  return {
    rows: shown.map((row) => summaryOf(row, numbers)),
    next: rows.length > most ? (shown.at(-1)?.id ?? null) : null,
  };
}

type Row = Prisma.DeliveryGetPayload<{ select: typeof SUMMARY }>;

function summaryOf({ understood, state, ...row }: Row, numbers: Map<string, number>): DeliverySummary {
  const said = understood as Partial<Understood> | null;
  return {
    ...row,
    state: state as DeliveryState,
    leadNumber: numbers.get(row.leadId ?? "") ?? null,
    who: said?.name ?? said?.firm ?? said?.email ?? said?.phoneRaw ?? "",
    plugin: said?.plugin ?? "",
  };
}

/** Of the leads that whoever reads may see: one may have gone to another company since. A program knows what it posted. */
async function numbersOf(ctx: Ctx, leadIds: string[]): Promise<Map<string, number>> {
  if (leadIds.length === 0) return new Map();
  const params = new SqlParams();
  const ids = params.add(leadIds, "uuid[]");
  const visible = ctx.actor.type === "user" ? visibleLeadsSql(ctx, params) : "true";
  const leads = await reader(ctx).$queryRawUnsafe<{ id: string; number: number }[]>(
    `select l.id::text, l.number from "Lead" l where l.id = any(${ids}) and ${visible}`,
    ...params.values,
  );
  return new Map(leads.map(({ id, number }) => [id, number]));
}

/** One arrival with all there is: the bytes as they came and what was understood of them. */
export async function getDelivery(ctx: Ctx, deliveryId: string) {
  authorize(ctx, "intake.read");
  return deliveryWhere(ctx, { id: deliveryId, source: visibleSources(ctx.actor) });
}

/** One arrival as a program and the shell are told of it. A program may ask after what it posted itself. */
export async function deliveryReport(ctx: Ctx, { deliveryId }: ReplayInput): Promise<DeliveryReport> {
  const delivery = await deliveryWhere(ctx, { AND: [{ id: deliveryId }, reportable(ctx.actor)] });
  const { id, state, outcome, reason, via, history, attempts, understood: said } = delivery;
  return {
    id,
    source: delivery.source,
    via,
    history,
    receivedAt: delivery.receivedAt.toISOString(),
    state,
    outcome,
    reason,
    attempts,
    duplicateOf: delivery.duplicateOfId,
    lead: delivery.leadNumber === null ? null : { id: delivery.leadId ?? "", number: delivery.leadNumber },
    understood: said && { ...said, others: delivery.parentId === null ? othersOf(delivery.parts, said) : undefined },
  };
}

/** What came with it in its request; of what was read before each was kept by itself, as it was kept then. */
function othersOf(parts: DeliveryPart[], said: { others?: Understood[] }): Understood[] | undefined {
  const read = parts.slice(1).flatMap(({ understood }) => understood ?? []);
  return read.length > 0 ? read : said.others;
}

function reportable(actor: Actor): Prisma.DeliveryWhereInput {
  const scope = scopeOf(actor, "intake.read");
  const posts = actor.type === "apiKey" && scopeOf(actor, "lead.create") !== undefined;
  if (!scope && !posts) throw forbidden();
  const [visible, own] = [{ source: visibleSources(actor) }, { apiKeyId: actor.type === "apiKey" ? actor.id : null }];
  if (!scope) return own;
  return posts && scope !== "any" ? { OR: [visible, own] } : visible;
}

export type DeliveryReport = {
  id: string;
  source: { id: string; name: string };
  via: string;
  history: boolean;
  receivedAt: string;
  state: DeliveryState;
  outcome: string;
  reason: string;
  attempts: number;
  duplicateOf: string | null;
  lead: { id: string; number: number } | null;
  understood: (Understood & { others?: Understood[] | undefined }) | null;
};

async function deliveryWhere(ctx: Ctx, where: Prisma.DeliveryWhereInput) {
  const found = await reader(ctx).delivery.findFirst({
    where,
    include: { source: { select: { id: true, name: true } } },
  });
  if (!found) throw notFound();
  const requestId = found.parentId ?? found.id;
  const rows = await reader(ctx).delivery.findMany({
    where: { OR: [{ id: requestId }, { parentId: requestId }] },
    select: SUMMARY,
    orderBy: [{ parentId: { sort: "asc", nulls: "first" } }, { id: "asc" }],
  });
  const numbers = await numbersOf(
    ctx,
    [found, ...rows].flatMap(({ leadId }) => leadId ?? []),
  );
  const { understood, headers, state, ...delivery } = { ...found, ...(await envelopeOf(ctx, found)) };
  return {
    ...delivery,
    parts: rows.map((row): DeliveryPart => ({
      ...summaryOf(row, numbers),
      understood: row.understood as Understood | null,
    })),
    state: state as DeliveryState,
    headers: headers as Record<string, string>,
    understood: understood as (Understood & { others?: Understood[] }) | null,
    leadNumber: numbers.get(found.leadId ?? "") ?? null,
  };
}
/** One of the entries that came in one request; the first is the request itself. */
export type DeliveryPart = DeliverySummary & { understood: Understood | null };

/** What came is kept with the request's first entry. */
async function envelopeOf(ctx: Ctx, { parentId }: { parentId: string | null }) {
  if (parentId === null) return {};
  return reader(ctx).delivery.findUnique({
    where: { id: parentId },
    select: { headers: true, body: true, bodySize: true },
  });
}

export type DeliveryDetail = Awaited<ReturnType<typeof getDelivery>>;
