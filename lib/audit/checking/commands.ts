import { changedOrigins, compareSeals, NO_LINK } from "@/lib/audit/checking/queries";
import { foundWrongLetter } from "@/lib/audit/checking/letters";
import { logFoundWrong } from "@/lib/audit/events";
import { findingSchema, MOST_FINDINGS } from "@/lib/audit/schema";
import { actorsWith } from "@/lib/auth/queries";
import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { logger } from "@/lib/core/logger";
import { mutate } from "@/lib/core/mutate";
import { post } from "@/lib/settings/mail/commands";
import { mailOutlook } from "@/lib/settings/mail/queries";
import type { Compared, Link } from "@/lib/audit/checking/queries";
import type { CheckKind, CheckResult, Finding } from "@/lib/audit/schema";
import type { UserActor } from "@/lib/core/ctx";

/** Seals at a time: twenty thousand events, some hundred milliseconds of the database, and hardly any memory here. */
const GROUP = 20n;
const CHECKS_KEPT = 200;

type Options = {
  kind: CheckKind;
  /** Between two groups: a job leaves most of the time to what people do. */
  unhurried?: boolean;
  progress?: (done: bigint, of: bigint) => void;
};

/** Compares seals and events with each other, group by group, and keeps what it found; what is wrong is an event, an error
 * in the server's log, and a mail. */
export async function checkLog({ kind, unhurried = false, progress }: Options): Promise<CheckResult> {
  const startedAt = new Date();
  const [last, former] = await Promise.all([lastLink(), formerCheck()]);
  const from = kind === "new" && former ? await linkOf(former.toNumber) : NO_LINK;
  const to = last.number;
  const sum: Compared = { last: from, events: 0, erased: 0, dropped: 0, findings: [] };
  let findingCount = 0;
  const add = (findings: Finding[]) => {
    findingCount += findings.length;
    sum.findings.push(...findings.slice(0, Math.max(0, MOST_FINDINGS - sum.findings.length)));
  };
  while (sum.last.number < to) {
    const began = performance.now();
    const end = sum.last.number + GROUP < to ? sum.last.number + GROUP : to;
    const group = await compareSeals(sum.last, end);
    add(group.findings);
    sum.events += group.events;
    sum.erased += group.erased;
    sum.dropped += group.dropped;
    sum.last = group.last;
    progress?.(end, to);
    if (unhurried) await new Promise((done) => setTimeout(done, 3 * (performance.now() - began)));
  }
  const known = new Set(sum.findings.map((finding) => JSON.stringify(finding)));
  add((await lostHeads()).filter((finding) => !known.has(JSON.stringify(finding))));
  if (kind === "whole") add(await changedOrigins());
  const id = newId();
  const counts = { events: sum.events, erased: sum.erased, dropped: sum.dropped, findingCount };
  await database().auditCheck.create({
    data: {
      id,
      kind,
      startedAt,
      finishedAt: new Date(),
      fromNumber: from.number,
      toNumber: to,
      head: Buffer.from(last.hash, "hex"),
      ...counts,
      findings: sum.findings,
    },
  });
  await forgetOldChecks();
  if (findingCount > 0 && inOneForm(former?.findings ?? []) !== inOneForm(sum.findings))
    await tell(id, findingCount, sum.findings);
  const unsealed = await countUnsealed(last);
  return {
    kind,
    from: String(from.number),
    to: String(to),
    head: last.hash,
    ...counts,
    findings: sum.findings,
    unsealed,
  };
}

/** The database has an order of its own for what is in a value. */
function inOneForm(findings: unknown): string {
  return JSON.stringify(findingSchema.array().parse(findings));
}

async function tell(checkId: string, count: number, findings: Finding[]): Promise<void> {
  logger.error({ checkId, count, findings: findings.slice(0, 20) }, "the event log isn't as it was written");
  const now = new Date();
  await mutate(systemCtx("audit"), async (tx, emit) => {
    const payload = { checkId, count, findings: findings.slice(0, 20) };
    emit(logFoundWrong, { subjectId: checkId, subjectLabel: "", payload });
    const [people, { baseUrl }] = [await actorsWith(tx, "audit.read"), await mailOutlook(tx)];
    const told = people.filter(({ hasEntered }) => hasEntered);
    const letter = ({ locale, timeZone }: UserActor) => foundWrongLetter(count, now, { locale, timeZone, baseUrl });
    await post(
      tx,
      now,
      told.map(({ actor }) => ({ kind: "audit", to: actor.email, letter: letter(actor) })),
    );
  });
}

/** The end of the chain. */
async function lastLink(): Promise<Link> {
  const row = await database().auditSeal.findFirst({ orderBy: { number: "desc" }, select: LINK });
  return row ? toLink(row) : NO_LINK;
}

async function linkOf(number: bigint): Promise<Link> {
  const row = await database().auditSeal.findUnique({ where: { number }, select: LINK });
  return row ? toLink(row) : NO_LINK;
}

const LINK = { number: true, toXid: true, toSeq: true, hash: true } as const;

function toLink({ hash, ...row }: { number: bigint; toXid: bigint; toSeq: bigint; hash: Uint8Array }): Link {
  return { ...row, hash: Buffer.from(hash).toString("hex") };
}

async function formerCheck() {
  return database().auditCheck.findFirst({
    orderBy: { startedAt: "desc" },
    select: { toNumber: true, findings: true },
  });
}

/** Whoever takes the newest seals away leaves a chain that is whole, and isn't the one that was looked at. */
async function lostHeads(): Promise<Finding[]> {
  const rows = await database().$queryRawUnsafe<{ number: string; there: boolean }[]>(
    `select distinct c."toNumber"::text as number, s.number is not null as there
       from "AuditCheck" c left join "AuditSeal" s on s.number = c."toNumber"
      where c."toNumber" > 0 and s.hash is distinct from c.head order by 1`,
  );
  return rows.map(({ number, there }) => ({ kind: there ? "sealChanged" : "sealMissing", seal: number }));
}

/** What found something stays. */
async function forgetOldChecks(): Promise<void> {
  const [oldest] = await database().auditCheck.findMany({
    orderBy: { startedAt: "desc" },
    skip: CHECKS_KEPT - 1,
    take: 1,
    select: { startedAt: true },
  });
  if (oldest)
    await database().auditCheck.deleteMany({ where: { startedAt: { lt: oldest.startedAt }, findingCount: 0 } });
}

async function countUnsealed(last: Link): Promise<number> {
  const [row] = await database().$queryRawUnsafe<{ count: number }[]>(
    `select count(*)::int as count from "Event" where (xid, seq) > ($1::text::xid8, $2::bigint)`,
    String(last.toXid),
    last.toSeq,
  );
  return row?.count ?? 0;
}
