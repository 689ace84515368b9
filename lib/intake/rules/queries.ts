import { authorize } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { visibleSources } from "@/lib/intake/policy";
import { ruleEffect, ruleList } from "@/lib/intake/rules/schema";
import { notFound } from "@/lib/core/errors";
import type { Ctx } from "@/lib/core/ctx";
import type { Reader, Tx } from "@/lib/core/db";
import type { RuleList, RuleVersionView } from "@/lib/intake/rules/schema";

type Stored = { number: number; rules: unknown; otherwise: unknown };
const NONE: RuleList = { version: 0, rules: [], otherwise: {} };
const SELECT = { number: true, rules: true, otherwise: true } as const;

/** A list of rules as it is kept, or the empty one; throws where it can't be read. */
export function listOf(stored: Stored | null | undefined): RuleList {
  if (!stored) return NONE;
  const { number, rules, otherwise } = stored;
  return { version: number, rules: ruleList.parse(rules), otherwise: ruleEffect.parse(otherwise) };
}

/** The rules of a source as they count now; without one, those for every source. */
export async function readRules(read: Pick<Reader, "ruleVersion">, sourceId: string | null): Promise<RuleList> {
  const newest = await read.ruleVersion.findFirst({ where: { sourceId }, orderBy: { number: "desc" }, select: SELECT });
  return listOf(newest);
}

/** Holds the list for every source until the transaction ends. */
export async function lockShared(tx: Tx): Promise<null> {
  await tx.$queryRawUnsafe("select pg_advisory_xact_lock($1)::text", SHARED_LOCK);
  return null;
}
const SHARED_LOCK = 724_522;

/** The rules that count now, for a screen. */
export async function currentRules(ctx: Ctx, input: { sourceId: string | null }): Promise<RuleList> {
  await requireReadable(ctx, input.sourceId);
  return readRules(reader(ctx), input.sourceId);
}

const SHOWN_VERSIONS = 50;

/** The versions of a list, the newest first. */
export async function ruleVersions(ctx: Ctx, input: { sourceId: string | null }): Promise<RuleVersionView[]> {
  await requireReadable(ctx, input.sourceId);
  const rows = await reader(ctx).ruleVersion.findMany({
    where: { sourceId: input.sourceId },
    orderBy: { number: "desc" },
    take: SHOWN_VERSIONS,
    select: { ...SELECT, savedAt: true, savedBy: true, restoredFrom: true },
  });
  return rows.map(({ savedAt, savedBy, restoredFrom, ...stored }) => ({
    ...listOf(stored),
    savedAt,
    savedBy,
    restoredFrom,
  }));
}

async function requireReadable(ctx: Ctx, sourceId: string | null): Promise<void> {
  authorize(ctx, "intake.read");
  if (sourceId === null) return;
  const seen = await reader(ctx).source.count({ where: { AND: [{ id: sourceId }, visibleSources(ctx.actor)] } });
  if (seen === 0) throw notFound();
}
