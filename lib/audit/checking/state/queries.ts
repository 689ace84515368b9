import { keptChecks } from "@/lib/audit/checking/kept/queries";
import { lastSeal } from "@/lib/audit/sealing/queries";
import { authorize } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import type { LogState } from "@/lib/audit/checking/schema";
import type { Ctx } from "@/lib/core/ctx";

const MOST_UNSEALED = 10_000;

/** What the last verification of everything found, and those of what was new since. */
export async function logState(ctx: Ctx): Promise<LogState> {
  authorize(ctx, "audit.read");
  const db = reader(ctx);
  const [seal, { checks, foreign }] = await Promise.all([lastSeal(db), keptChecks()]);
  const whole = checks.find(({ kind }) => kind === "whole");
  const last = checks[0];
  const wrong = checks.filter(
    (check) => check.findingCount > 0 && check.startedAt >= (whole?.startedAt ?? check.startedAt),
  );
  const findings = [...wrong.flatMap((check) => check.findings), ...foreign];
  const once = [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
  const [waiting] = await db.$queryRawUnsafe<{ count: number }[]>(
    `select count(*)::int as count from (
       select 1 from "Event" where (xid, seq) > ($1::text::xid8, $2::bigint) limit ${MOST_UNSEALED}) waiting`,
    String(seal?.toXid ?? 0n),
    seal?.toSeq ?? 0n,
  );
  return {
    sealed: seal ? { number: String(seal.number), at: seal.sealedAt.toISOString(), hash: seal.hash } : null,
    unsealed: waiting?.count ?? 0,
    verifiedAt: last?.finishedAt?.toISOString() ?? null,
    wholeAt: whole?.finishedAt?.toISOString() ?? null,
    events: Number(whole?.events ?? last?.events ?? 0n),
    findings: once,
    findingCount: Math.max(once.length, ...wrong.map(({ findingCount }) => findingCount), 0),
  };
}
