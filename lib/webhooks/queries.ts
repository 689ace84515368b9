import { keptBy, STANDING } from "@/lib/auth/standing/policy";
import { authorize, scopeOf } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { companies } from "@/lib/settings/queries";
import { EVERY_LEAD_EVENT, namesIn, needsOfGroup, OUTWARD_GROUPS } from "@/lib/webhooks/outward/schema";
import { lackingFor } from "@/lib/webhooks/policy";
import { calledBy, cutAddress } from "@/lib/webhooks/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Prisma } from "@/lib/core/prisma/client";
import type { OpenedWebhook, WebhookEnd, WebhookView } from "@/lib/webhooks/schema";

const WITH_KEEPER = {
  keeper: { select: { firstName: true, lastName: true, ...STANDING } },
} as const satisfies Prisma.WebhookInclude;
type Row = Prisma.WebhookGetPayload<{ include: typeof WITH_KEEPER }>;

/** Every address there is, the newest first. */
export async function listWebhooks(ctx: Ctx): Promise<WebhookView[]> {
  authorize(ctx, "apiKey.manage");
  const rows = await reader(ctx).webhook.findMany({ orderBy: { id: "desc" }, include: WITH_KEEPER });
  return viewsOf(ctx, rows);
}

export async function getWebhook(ctx: Ctx, webhookId: string): Promise<OpenedWebhook> {
  authorize(ctx, "apiKey.manage");
  const row = await reader(ctx).webhook.findUnique({ where: { id: webhookId }, include: WITH_KEEPER });
  const [view] = row ? await viewsOf(ctx, [row]) : [];
  if (!row || !view) throw notFound();
  return { ...view, url: lackingFor(ctx.actor, row) ? null : row.url };
}

async function viewsOf(ctx: Ctx, rows: Row[]): Promise<WebhookView[]> {
  const ids = rows.map(({ id }) => id);
  const [all, counts] = await Promise.all([
    companies(ctx),
    reader(ctx).webhookDelivery.groupBy({
      by: ["webhookId", "state"],
      where: { webhookId: { in: ids }, state: { not: "sent" } },
      _count: { _all: true },
    }),
  ]);
  const count = (id: string, states: string[]) =>
    counts
      .filter(({ webhookId, state }) => webhookId === id && states.includes(state))
      .reduce((sum, { _count }) => sum + _count._all, 0);
  return rows.map((row) => {
    const { id, url, description, events, everyCompany, companyIds, allowsPrivate, keeper } = row;
    const isOldGood = row.previousUntil !== null && row.previousUntil > ctx.now();
    return {
      ...{ id, description, events, everyCompany, companyIds, allowsPrivate },
      ...{ host: calledBy(url), address: cutAddress(url) },
      end: endOf(row),
      companies: all
        .filter((one) => companyIds.includes(one.id))
        .map(({ id: key, name, tone }) => ({ id: key, name, tone })),
      keeper: keeper && `${keeper.firstName} ${keeper.lastName}`.trim(),
      createdAt: row.createdAt.toISOString(),
      failingSince: row.failingSince?.toISOString() ?? null,
      lastSentAt: row.lastSentAt?.toISOString() ?? null,
      previousUntil: isOldGood ? (row.previousUntil?.toISOString() ?? null) : null,
      waiting: count(id, ["waiting", "sending"]),
      failed: count(id, ["failed"]),
    };
  });
}

function endOf({ active, offReason, keeper }: Row): WebhookEnd | null {
  const kept = keeper && keptBy(keeper);
  if (active) return kept && KEPT[kept];
  return offReason === "gone" || offReason === "failing" ? offReason : "off";
}

const KEPT = { out: "keeperGone", owes: "keeperOwes" } as const;

/** What whoever sets one up can choose: no more than they may read. */
export async function webhookReach(ctx: Ctx) {
  const { actor } = ctx;
  const own = OUTWARD_GROUPS.map((group) => ({ group, scope: scopeOf(actor, needsOfGroup(group)) }));
  const given = own.filter(({ scope }) => scope === "any" || scope === "company");
  const everywhere = given.every(({ scope }) => scope === "any");
  const mine = actor.type === "user" && !everywhere ? actor.companyIds : undefined;
  const all = await companies(ctx);
  return {
    events: given.flatMap(({ group }) => [...(group === "leads" ? [EVERY_LEAD_EVENT] : []), ...namesIn(group)]),
    everywhere,
    companies: all.filter(({ id }) => mine?.includes(id) ?? true).map(({ id, name }) => ({ value: id, label: name })),
  };
}
