import { findingSchema } from "@/lib/audit/schema";
import { authorize } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import type { LogState } from "@/lib/audit/checking/schema";
import type { Ctx } from "@/lib/core/ctx";

const MOST_UNSEALED = 10_000;

/** What the last verification of everything found, and those of what was new since. */
export async function logState(ctx: Ctx): Promise<LogState> {
  authorize(ctx, "audit.read");
  const db = reader(ctx);
  const [seal, last, whole] = await Promise.all([
    db.auditSeal.findFirst({ orderBy: { number: "desc" }, omit: { seqs: true, hashes: true } }),
    db.auditCheck.findFirst({ orderBy: { startedAt: "desc" } }),
    db.auditCheck.findFirst({ where: { kind: "whole" }, orderBy: { startedAt: "desc" } }),
  ]);
  const wrong = await db.auditCheck.findMany({
    where: { startedAt: { gte: whole?.startedAt ?? new Date(0) }, findingCount: { gt: 0 } },
    orderBy: { startedAt: "asc" },
    select: { findings: true, findingCount: true },
  });
  const findings = wrong.flatMap((check) => findingSchema.array().parse(check.findings));
  const once = [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
  const [waiting] = await db.$queryRawUnsafe<{ count: number }[]>(
    `select count(*)::int as count from (
       select 1 from "Event" where (xid, seq) > ($1::text::xid8, $2::bigint) limit ${MOST_UNSEALED}) waiting`,
    String(seal?.toXid ?? 0n),
    seal?.toSeq ?? 0n,
  );
  return {
    sealed: seal && {
      number: String(seal.number),
      at: seal.sealedAt.toISOString(),
      hash: Buffer.from(seal.hash).toString("hex"),
    },
    unsealed: waiting?.count ?? 0,
    verifiedAt: last?.finishedAt?.toISOString() ?? null,
    wholeAt: whole?.finishedAt?.toISOString() ?? null,
    events: Number(whole?.events ?? last?.events ?? 0n),
    findings: once,
    findingCount: Math.max(once.length, ...wrong.map(({ findingCount }) => findingCount), 0),
  };
}
