import { authorize, systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { precondition } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { logger } from "@/lib/core/logger";
import { mutate } from "@/lib/core/mutate";
import { enqueue } from "@/lib/core/queue";
import { settingsOf } from "@/lib/intake/delivery-reading";
import { sourcePullAsked, sourcePulled } from "@/lib/intake/events";
import { pullSourceJob } from "@/lib/intake/jobs";
import { submissionsIn, understandPulled } from "@/lib/intake/pulled";
import { nextPull } from "@/lib/intake/pulling/due";
import { fetchSubmissions, submissionsPath } from "@/lib/intake/pulling/gateway";
import { loadPulledSource, seenDigests, wasPulled } from "@/lib/intake/pulling/queries";
import { rowsOf } from "@/lib/intake/pulling/rows";
import { lockSource } from "@/lib/intake/sources/queries";
import type { Ctx } from "@/lib/core/ctx";
import type { Fetched, Site } from "@/lib/intake/pulling/gateway";
import type { PulledSource } from "@/lib/intake/pulling/queries";
import type { Row } from "@/lib/intake/pulling/rows";
import type { ConnectionResult, PullProblem, TestConnectionInput } from "@/lib/intake/pulling/schema";
import type { SourceInput } from "@/lib/intake/sources/schema";

/** Rows a transaction. */
const BATCH = 500;
/** A pull that has been running for this long was killed. */
const STALE_MS = 15 * 60_000;

/** Has a source pulled now; how it goes is seen by `pullProgress`. */
export async function askPull(ctx: Ctx, { sourceId }: SourceInput): Promise<void> {
  authorize(ctx, "intake.manage");
  await mutate(ctx, async (tx, emit) => {
    const source = await lockSource(tx, sourceId);
    if (!source.site) throw precondition("notPulled");
    if (!source.active) throw precondition("paused");
    await enqueue(tx, pullSourceJob, { sourceId }, { singletonKey: sourceId });
    emit(sourcePullAsked, {
      subjectId: sourceId,
      subjectLabel: source.name,
      payload: {},
      companyIds: [source.companyId],
    });
  });
}

const TAKE_DUE = `
  update "Source" set "nextPullAt" = now() + make_interval(mins => greatest(coalesce("pullMinutes", 5), 1))
   where kind = 'pull' and active and "siteId" is not null and "nextPullAt" <= now()
  returning id::text`;

/** Starts what is due; whoever asks at the same moment gets none of it. */
export async function startDuePulls(): Promise<number> {
  return database().$transaction(async (tx) => {
    const due = await tx.$queryRawUnsafe<{ id: string }[]>(TAKE_DUE);
    for (const { id } of due) await enqueue(tx, pullSourceJob, { sourceId: id }, { singletonKey: id });
    return due.length;
  });
}

/** Asks the site without keeping anything: are address, user, password and form right? */
export async function testConnection(ctx: Ctx, input: TestConnectionInput): Promise<ConnectionResult> {
  authorize(ctx, "intake.manage");
  const { site, formId } =
    "sourceId" in input ? await savedConnection(input.sourceId) : { site: input, formId: input.formId };
  const { submissions, problem, detail } = submissionsOf(await fetchSubmissions(site, formId));
  if (problem) return { ok: false, problem, detail };
  const fields = Object.keys(submissions.at(-1) ?? {}).filter((key) => key !== "id" && key !== "created_at");
  return { ok: true, count: submissions.length, fields };
}

async function savedConnection(sourceId: string): Promise<{ site: Site; formId: string }> {
  const { source, site } = await loadPulledSource(sourceId);
  return { site, formId: source.formId };
}

function submissionsOf(fetched: Fetched) {
  if ("problem" in fetched) return { submissions: [], retryAfterSeconds: undefined, ...fetched };
  const { submissions, error } = submissionsIn(fetched.reply);
  const problem: PullProblem | undefined = error?.code;
  return { submissions, problem, detail: error?.detail ?? "", retryAfterSeconds: undefined };
}

/** Reads the form's submissions and keeps what is new or changed, oldest first. Nothing moves on an error. */
export async function pullSource(sourceId: string): Promise<void> {
  const { source, site } = await loadPulledSource(sourceId);
  const pullId = source.active ? await beginPull(sourceId) : undefined;
  if (!pullId) return;
  try {
    const { submissions, problem, detail, retryAfterSeconds } = submissionsOf(
      await fetchSubmissions(site, source.formId),
    );
    if (problem) {
      await endPull(source, pullId, { problem, detail, retryAfterSeconds, seen: 0, fresh: 0 });
      return;
    }
    const rows = rowsOf(submissions);
    const fresh = await keepFresh(source, pullId, rows);
    await endPull(source, pullId, { seen: rows.length, fresh });
  } catch (error) {
    logger.error({ err: error, sourceId }, "a pull failed");
    await endPull(source, pullId, { problem: "internal", detail: "", seen: 0, fresh: 0 });
  }
}

/** One pull of a source at a time, across all processes. */
async function beginPull(sourceId: string): Promise<string | undefined> {
  const id = newId();
  const begun = await database().$transaction(async (tx) => {
    await tx.$queryRawUnsafe(`select id from "Source" where id = $1::uuid for update`, sourceId);
    const stale = new Date(Date.now() - STALE_MS);
    const running = { sourceId, state: "running" };
    if ((await tx.pull.count({ where: { ...running, startedAt: { gt: stale } } })) > 0) return false;
    await tx.pull.updateMany({
      where: running,
      data: { state: "failed", reason: "interrupted", finishedAt: new Date() },
    });
    await tx.pull.create({ data: { id, sourceId, state: "running", startedAt: new Date() } });
    return true;
  });
  return begun ? id : undefined;
}

async function keepFresh(source: PulledSource, pullId: string, rows: Row[]): Promise<number> {
  const seen = await seenDigests(
    source.id,
    rows.map(({ externalId }) => externalId),
  );
  const fresh = rows.filter(({ externalId, digest }) => seen.get(externalId) !== digest);
  const isFirst = !(await wasPulled(source.id));
  for (let at = 0; at < fresh.length; at += BATCH) {
    const batch = fresh.slice(at, at + BATCH);
    await keepBatch(source, batch, isFirst);
    await database().pull.update({ where: { id: pullId }, data: { seen: rows.length, fresh: at + batch.length } });
  }
  return fresh.length;
}

const REMEMBER = `
  insert into "PulledItem" ("sourceId", "externalId", digest)
  select $1::uuid, external, digest from unnest($2::text[], $3::text[]) as seen(external, digest)
  on conflict ("sourceId", "externalId") do update set digest = excluded.digest`;

/** The deliveries and the memory of having made them are one transaction: killed in between, nothing comes twice. */
async function keepBatch(source: PulledSource, rows: Row[], isFirst: boolean): Promise<void> {
  const receivedAt = new Date();
  const path = submissionsPath(source.formId);
  const headers = { "content-type": "application/json; charset=utf-8" };
  const data = rows.map(({ body }) => ({
    id: newId(),
    sourceId: source.id,
    via: "pull",
    receivedAt,
    method: "GET",
    path,
    headers,
    body: new Uint8Array(body),
    bodySize: body.byteLength,
    history: isFirst && isHistory(source, { path, status: 200, headers, body }),
  }));
  await database().$transaction(async (tx) => {
    await tx.delivery.createMany({ data });
    const column = (key: "externalId" | "digest") => rows.map((row) => row[key]);
    await tx.$executeRawUnsafe(REMEMBER, source.id, column("externalId"), column("digest"));
    await tx.$queryRawUnsafe("select pg_notify('deliveries', '')::text");
  });
}

/** Submitted before we knew of the form. What doesn't say when it was is taken for old: it stood there already. */
function isHistory(source: PulledSource, reply: Parameters<typeof understandPulled>[0]): boolean {
  const [item] = understandPulled(reply, settingsOf(source)).items;
  return !item?.submittedAt || new Date(item.submittedAt.iso) < source.createdAt;
}

type End = {
  problem?: PullProblem | undefined;
  detail?: string;
  retryAfterSeconds?: number | undefined;
  seen: number;
  fresh: number;
};

async function endPull(source: PulledSource, pullId: string, end: End): Promise<void> {
  const now = new Date();
  const state = end.problem ? "failed" : "done";
  const reason = end.problem ?? "";
  const failures = source.pulls.findIndex((pull) => pull.state === "done");
  const before = failures === -1 ? source.pulls.length : failures;
  const nextPullAt = nextPull(now, {
    minutes: source.pullMinutes ?? 5,
    failures: end.problem ? before + 1 : 0,
    retryAfterSeconds: end.retryAfterSeconds,
  });
  await database().$transaction([
    database().pull.update({
      where: { id: pullId },
      data: { state, reason, finishedAt: now, seen: end.seen, fresh: end.fresh },
    }),
    database().source.update({
      where: { id: source.id },
      data: { pullState: state, pullReason: reason, nextPullAt, ...(state === "done" && { lastPullAt: now }) },
    }),
  ]);
  const isNews = end.fresh > 0 || source.pullState !== state || source.pullReason !== reason;
  if (isNews) await announce(source, { state, reason, seen: end.seen, fresh: end.fresh });
}

async function announce(source: PulledSource, payload: { state: string; reason: string; seen: number; fresh: number }) {
  await mutate(systemCtx("pull"), (_tx, emit) => {
    emit(sourcePulled, { subjectId: source.id, subjectLabel: source.name, payload, companyIds: [source.companyId] });
    return Promise.resolve();
  });
}
