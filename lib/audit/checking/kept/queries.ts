import { isSigned, signatureOf } from "@/lib/audit/signing";
import { findingSchema } from "@/lib/audit/schema";
import { database } from "@/lib/core/db";
import type { CheckKind, Finding } from "@/lib/audit/schema";
import type { AuditCheck } from "@/lib/core/prisma/client";

/** A clock may be set back a little. */
const AHEAD_MS = 3_600_000;
/** Far more than are kept of those that found nothing. */
const MOST_CHECKS = 2000;

export type KeptCheck = Omit<AuditCheck, "signature" | "findings" | "kind" | "head"> & {
  kind: CheckKind;
  head: string;
  findings: Finding[];
};

export function checkSignature(check: KeptCheck): string {
  return signatureOf("check", said(check));
}

function said(check: KeptCheck): object {
  const { id, kind, startedAt, finishedAt, fromNumber, toNumber, head, events, erased, dropped } = check;
  return {
    ...{ id, kind, head, findingCount: check.findingCount, findings: check.findings },
    ...{ startedAt: startedAt.toISOString(), finishedAt: finishedAt?.toISOString() ?? null },
    ...{ fromNumber: String(fromNumber), toNumber: String(toNumber) },
    ...{ events: String(events), erased: String(erased), dropped: String(dropped) },
  };
}

/** What verifications found, newest first; and rows that look like one and are somebody else's. */
export async function keptChecks(): Promise<{ checks: KeptCheck[]; foreign: Finding[] }> {
  const rows = await database().auditCheck.findMany({ orderBy: { startedAt: "desc" }, take: MOST_CHECKS });
  const checks = rows.flatMap((row) => keptCheck(row) ?? []);
  const known = new Set(checks.map(({ id }) => id));
  return {
    checks,
    foreign: rows.filter(({ id }) => !known.has(id)).map(({ id }) => ({ kind: "checkForeign", check: id })),
  };
}

function keptCheck({ signature, ...row }: AuditCheck): KeptCheck | undefined {
  const findings = findingSchema.array().safeParse(row.findings);
  if (!findings.success || row.startedAt.getTime() > Date.now() + AHEAD_MS) return undefined;
  const kind = row.kind === "whole" ? "whole" : "new";
  const check = { ...row, kind, head: hexOf(row.head), findings: findings.data } satisfies KeptCheck;
  return row.kind === kind && isSigned("check", said(check), hexOf(signature)) ? check : undefined;
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
