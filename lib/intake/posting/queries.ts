import { authorize, hasRights } from "@/lib/core/ctx";
import { pool, reader } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { POSTABLE_KINDS } from "@/lib/intake/posting/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Prisma } from "@/lib/core/prisma/client";
import type { PostedRow } from "@/lib/intake/posting/answer";

/** The sources the actor may send leads to. */
export function postableSources(ctx: Ctx): Prisma.SourceWhereInput {
  const scope = authorize(ctx, "lead.create");
  const within = hasRights(ctx.actor) && scope !== "any" ? { companyId: { in: [...ctx.actor.companyIds] } } : {};
  return { kind: { in: [...POSTABLE_KINDS] }, ...within };
}

/** Where a program may send its leads. */
export async function listPostable(ctx: Ctx) {
  const rows = await reader(ctx).source.findMany({
    where: postableSources(ctx),
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: {
      id: true,
      name: true,
      kind: true,
      channel: true,
      subChannel: true,
      active: true,
      timeZone: true,
      defaultCountry: true,
      company: { select: { id: true, key: true, name: true } },
      leadType: { select: { id: true, key: true } },
    },
  });
  const usual = ctx.actor.type === "apiKey" ? ctx.actor.sourceId : null;
  return { sources: rows.map(({ leadType, ...row }) => ({ ...row, type: leadType, isDefault: row.id === usual })) };
}

const POSTED = `
  select d.id::text, d.state, d.outcome, d.reason, d.understood->'problems' as problems, d."leadId"::text, l.number as "leadNumber"
    from "Delivery" d left join "Lead" l on l.id = d."leadId" where d.id = any($1::uuid[])`;

/** How often it is looked whether what somebody waits for is settled. */
const LOOK_MS = 25;

type Waiting = { until: number; done: (row: PostedRow) => void; failed: (error: unknown) => void };
const waiting = new Map<string, Waiting[]>();
let looking = false;

/** How a delivery stands once it is settled, or after so long as it is. All who wait share one question. */
export function standingOf(deliveryId: string, mostMs: number): Promise<PostedRow> {
  return new Promise((done, failed) => {
    const others = waiting.get(deliveryId) ?? [];
    waiting.set(deliveryId, [...others, { until: Date.now() + mostMs, done, failed }]);
    if (!looking) void look();
  });
}

async function look(): Promise<void> {
  looking = true;
  while (waiting.size > 0) {
    const asked = [...waiting.keys()];
    try {
      const { rows } = await pool().query<PostedRow>(POSTED, [asked]);
      for (const row of rows) answer(row);
      const found = new Set(rows.map(({ id }) => id));
      for (const id of asked.filter((each) => !found.has(each))) fail(id, notFound());
    } catch (error) {
      for (const id of asked) fail(id, error);
    }
    if (waiting.size > 0) await new Promise((next) => setTimeout(next, LOOK_MS));
  }
  looking = false;
}

/** It isn't there any more, or can't be asked for. */
function fail(id: string, error: unknown): void {
  for (const { failed } of waiting.get(id) ?? []) failed(error);
  waiting.delete(id);
}

/** Whoever has waited long enough is told that it is still waiting. */
function answer(row: PostedRow): void {
  const all = waiting.get(row.id) ?? [];
  const isOver = ({ until }: Waiting) => row.state !== "received" || Date.now() >= until;
  for (const { done } of all.filter(isOver)) done(row);
  const left = all.filter((one) => !isOver(one));
  if (left.length > 0) waiting.set(row.id, left);
  else waiting.delete(row.id);
}
