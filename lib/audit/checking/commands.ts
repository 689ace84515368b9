import { beyondFindings } from "@/lib/audit/checking/beyond/queries";
import { guardFindings } from "@/lib/audit/checking/guards/queries";
import { checkSignature, keptChecks } from "@/lib/audit/checking/kept/queries";
import { foundWrongLetter } from "@/lib/audit/checking/letters";
import { originFindings } from "@/lib/audit/checking/origins/queries";
import { compareSeals, NO_LINK } from "@/lib/audit/checking/queries";
import { logFoundWrong } from "@/lib/audit/events";
import { noteHead } from "@/lib/audit/head/commands";
import { headFindings } from "@/lib/audit/head/queries";
import { findingSchema, MOST_FINDINGS } from "@/lib/audit/schema";
import { lastSeal } from "@/lib/audit/sealing/queries";
import { actorsWith } from "@/lib/auth/queries";
import { systemCtx } from "@/lib/core/ctx";
import { database, pool } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { logger } from "@/lib/core/logger";
import { mutate } from "@/lib/core/mutate";
import { post } from "@/lib/settings/mail/commands";
import { mailOutlook } from "@/lib/settings/mail/queries";
import type { KeptCheck } from "@/lib/audit/checking/kept/queries";
import type { Link, Place } from "@/lib/audit/checking/queries";
import type { CheckKind, CheckResult, Finding } from "@/lib/audit/schema";
import type { UserActor } from "@/lib/core/ctx";

const CHECKS_KEPT = 200;

type Options = {
  kind: CheckKind;
  /** Between two groups: a job leaves most of the time to what people do. */
  unhurried?: boolean;
  progress?: (done: bigint, of: bigint) => void;
};

/** Compares seals and events with each other, group by group, and keeps what it found; what is wrong is an event, an error
 * in the server's log, and a mail. One at a time: another waits for it. */
export async function checkLog(options: Options): Promise<CheckResult> {
  const client = await pool().connect();
  try {
    await client.query("select pg_advisory_lock(hashtext('audit check'))");
    return await check(options);
  } finally {
    // The lock is the connection's, and whoever gets that next mustn't have it.
    await client.query("select pg_advisory_unlock(hashtext('audit check'))").finally(() => {
      client.release();
    });
  }
}

async function check({ kind, unhurried = false, progress }: Options): Promise<CheckResult> {
  const startedAt = new Date();
  const db = database();
  const [last, highest, { checks, foreign }] = await Promise.all([
    lastSeal(db),
    db.auditSeal.aggregate({ _max: { number: true } }),
    keptChecks(),
  ]);
  const end = last ?? NO_LINK;
  const former = checks[0];
  const before = formerOf(checks);
  const from = kind === "new" && former ? await linkOf(former.toNumber) : NO_LINK;
  // Whatever lies behind the end of the chain is looked at as well, and isn't more than there is.
  const to = highest._max.number ?? 0n;
  const found: Finding[] = [];
  const sum = { events: 0, erased: 0, dropped: 0 };
  let place: Place = { last: from, row: from, next: from.number + 1n };
  for (let isEnd = false; !isEnd;) {
    const began = performance.now();
    const group = await compareSeals(place, to);
    found.push(...group.findings);
    sum.events += group.events;
    sum.erased += group.erased;
    sum.dropped += group.dropped;
    ({ isEnd, ...place } = group);
    progress?.(place.last.number, end.number);
    if (unhurried && !isEnd) await new Promise((done) => setTimeout(done, 3 * (performance.now() - began)));
  }
  found.push(...(await lostHeads(checks)), ...foreign, ...(await headFindings()), ...(await guardFindings()));
  found.push(...(await beyondFindings(end)));
  if (kind === "whole") found.push(...(await originFindings()));
  const once = [...new Map(found.map((finding) => [inOneForm(finding), finding])).values()];
  const counts = { ...sum, findingCount: once.length };
  const findings = newFirst(once, before).slice(0, MOST_FINDINGS);
  const head = end.hash;
  const kept = { id: newId(), kind, startedAt, finishedAt: new Date(), fromNumber: from.number, toNumber: end.number };
  await keep({
    ...kept,
    head,
    events: BigInt(sum.events),
    erased: BigInt(sum.erased),
    dropped: BigInt(sum.dropped),
    findingCount: once.length,
    findings,
  });
  await forgetOldChecks();
  if (isNews(once, before)) await tell(kept.id, once.length, findings);
  const unsealed = await countUnsealed(end);
  return { kind, from: String(from.number), to: String(end.number), head, ...counts, findings, unsealed };
}

/** What verifications found since everything was looked at last. */
type Former = { known: ReadonlySet<string>; most: number };

function formerOf(checks: KeptCheck[]): Former {
  const whole = checks.findIndex(({ kind }) => kind === "whole");
  const recent = whole === -1 ? checks : checks.slice(0, whole + 1);
  return {
    known: new Set(recent.flatMap(({ findings }) => findings.map(inOneForm))),
    most: Math.max(0, ...recent.map(({ findingCount }) => findingCount)),
  };
}

/** What stood there before mustn't hide what is new. */
function newFirst(findings: Finding[], { known }: Former): Finding[] {
  const isNew = (finding: Finding) => !known.has(inOneForm(finding));
  return [...findings.filter(isNew), ...findings.filter((finding) => !isNew(finding))];
}

/** Where more was found than is kept one by one, only that it became more can be told. */
function isNews(found: Finding[], { known, most }: Former): boolean {
  const isKeptWhole = Math.min(found.length, most) <= MOST_FINDINGS;
  return found.length > most || (isKeptWhole && found.some((finding) => !known.has(inOneForm(finding))));
}

async function keep(check: KeptCheck): Promise<void> {
  const bytes = { head: Buffer.from(check.head, "hex"), signature: Buffer.from(checkSignature(check), "hex") };
  await database().auditCheck.create({ data: { ...check, ...bytes } });
  const isKept = check.kind === "whole" || check.findingCount > 0;
  if (check.head !== "")
    await noteHead({ number: String(check.toNumber), hash: check.head, ...(isKept && { check: check.id }) });
}

/** In which order whatever is in it, and without what isn't known: the database has an order of its own. */
function inOneForm(finding: Finding): string {
  return JSON.stringify(findingSchema.parse(finding));
}

async function tell(checkId: string, count: number, findings: Finding[]): Promise<void> {
  logger.error({ checkId, count, findings: findings.slice(0, 20) }, "the event log isn't as it was written");
  // Whatever were written before the numbers are raised could never be sealed; the next start raises them.
  if (findings.some(({ kind }) => kind === "renumbered")) return;
  const now = new Date();
  await mutate(systemCtx("audit"), async (tx, emit) => {
    const payload = { checkId, count, findings: findings.slice(0, 20) };
    emit(logFoundWrong, { subjectId: checkId, subjectLabel: "", payload });
    const [people, { baseUrl }] = [await actorsWith(tx, "audit.read"), await mailOutlook(tx)];
    const told = people.filter(({ isWrittenTo }) => isWrittenTo);
    const letter = ({ locale, timeZone }: UserActor) => foundWrongLetter(count, now, { locale, timeZone, baseUrl });
    await post(
      tx,
      now,
      told.map(({ actor }) => ({ kind: "audit", to: actor.email, letter: letter(actor) })),
    );
  });
}

async function linkOf(number: bigint): Promise<Link> {
  const row = await database().auditSeal.findUnique({ where: { number }, select: LINK });
  return row ? { ...row, hash: hexOf(row.hash) } : NO_LINK;
}

const LINK = { number: true, toXid: true, toSeq: true, latestAt: true, hash: true } as const;

/** Whoever takes the newest seals away leaves a chain that is whole, and isn't the one that was looked at. */
async function lostHeads(checks: KeptCheck[]): Promise<Finding[]> {
  const heads = new Map(checks.filter(({ head }) => head !== "").map((check) => [check.toNumber, check.head]));
  const seals = await database().auditSeal.findMany({
    where: { number: { in: [...heads.keys()] } },
    select: { number: true, hash: true },
  });
  const there = new Map(seals.map(({ number, hash }) => [number, hexOf(hash)]));
  return [...heads.entries()]
    .filter(([number, head]) => there.get(number) !== head)
    .map(([number]) => ({ kind: there.has(number) ? "sealChanged" : "sealMissing", seal: String(number) }));
}

/** What found something stays, and so does what looked at everything. */
async function forgetOldChecks(): Promise<void> {
  await database().$transaction(async (tx) => {
    await tx.$queryRawUnsafe("select set_config('audit.forgetting', 'on', true)");
    const [oldest] = await tx.auditCheck.findMany({
      orderBy: { startedAt: "desc" },
      skip: CHECKS_KEPT - 1,
      take: 1,
      select: { startedAt: true },
    });
    if (!oldest) return;
    const old = { startedAt: { lt: oldest.startedAt }, findingCount: 0, kind: "new" };
    await tx.auditCheck.deleteMany({ where: old });
  });
}

async function countUnsealed(last: Link): Promise<number> {
  const [row] = await database().$queryRawUnsafe<{ count: number }[]>(
    `select count(*)::int as count from "Event" where (xid, seq) > ($1::text::xid8, $2::bigint)`,
    String(last.toXid),
    last.toSeq,
  );
  return row?.count ?? 0;
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
