import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { noteRemembered } from "@/lib/intake/proof/missing/commands";
import { fetchPatiently } from "@/lib/intake/pulling/gateway";
import { FIRST } from "@/lib/intake/pulling/kinds/kind";
import { problemOf } from "@/lib/intake/pulling/problems";
import { beat } from "@/lib/intake/pulling/progress/commands";
import { seenDigests } from "@/lib/intake/pulling/queries";
import { digestOf, isBefore } from "@/lib/intake/pulling/rows";
import { overlapOf, zoneOf } from "@/lib/intake/pulling/run";
import { sentAt, startOfDay } from "@/lib/intake/pulling/site-time";
import { readReply, unexpected } from "@/lib/intake/pulled";
import type { Row } from "@/lib/intake/pulling/rows";
import type { Run } from "@/lib/intake/pulling/run";
import type { PullEnd } from "@/lib/intake/pulling/schema";

/** Rows a transaction. */
const BATCH = 250;
/** A busy machine must not lose a batch that it would have written a moment later. */
const PATIENCE = { maxWait: 20_000, timeout: 60_000 };
/** Rows between two looks at whether somebody wants it to stop, where each is asked for by itself. */
const BATCH_OF_WHOLES = 40;
const AT_ONCE = 4;

/** Keeps what is new or changed of these rows; answers why it broke off, if it did. */
export async function keepRows(run: Run, all: Row[]): Promise<PullEnd | undefined> {
  const { source, setup, kind } = run;
  const from = startOfDay(source.pullFrom, setup.timeZone);
  const rows = all.filter((row) => !isBefore(row, from, zoneOf(run)));
  const seen = await seenDigests(
    source.id,
    rows.map(({ memory }) => memory),
  );
  // Where the whole was asked for besides, its digest stands behind the one of the list.
  const changed = rows.filter(({ memory, digest }) => seen.get(memory)?.split(".")[0] !== digest);
  const size = kind.whole ? BATCH_OF_WHOLES : BATCH;
  for (let at = 0; at < changed.length; at += size) {
    const batch = changed.slice(at, at + size);
    const problem = kind.whole ? await completeRows(run, batch) : undefined;
    if (problem) return problem;
    const fresh = batch.filter(({ memory, digest, gone }) => !gone && !isSame(seen.get(memory), digest));
    await keepBatch(run, fresh, batch, seen);
    run.fresh += fresh.length;
    if (await beat(run)) return { state: "stopped", reason: "stopped", detail: "" };
  }
  return undefined;
}

/** A row that was merely touched at the site says, as a whole, the same as before. */
const isSame = (before: string | undefined, digest: string): boolean =>
  before !== undefined && digest.includes(".") && before.split(".")[1] === digest.split(".")[1];

/** Asks for each row's whole, a few at once. */
async function completeRows(run: Run, rows: Row[]): Promise<PullEnd | undefined> {
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    const ends = await Promise.all(rows.slice(at, at + AT_ONCE).map((row) => completeRow(run, row)));
    const problem = ends.find((end) => end !== undefined);
    if (problem) return problem;
  }
  return undefined;
}

async function completeRow({ site, kind, ...run }: Run, row: Row): Promise<PullEnd | undefined> {
  if (!kind.whole) return undefined;
  const fetched = await fetchPatiently(site, kind.whole.path(row.item), () => beat(run));
  if ("problem" in fetched) {
    const { problem: reason, detail, retryAfterSeconds } = fetched;
    return { state: "failed", reason, detail, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) };
  }
  const read = readReply(fetched.reply);
  // Deleted since the list was read.
  if ("error" in read && read.error.code === "not_found") row.gone = true;
  else if ("error" in read) return { state: "failed", reason: problemOf(read.error), detail: read.error.detail };
  else {
    const whole = kind.whole.read(read.value);
    if (!whole) return { state: "failed", reason: problemOf(unexpected(read, fetched.reply)), detail: read.said };
    row.body = whole;
    row.digest = `${row.digest}.${digestOf(kind.whole.told(whole))}`;
  }
  return undefined;
}

const REMEMBER = `
  insert into "PulledItem" ("sourceId", "externalId", digest)
  select $1::uuid, external, digest from unnest($2::text[], $3::text[]) as seen(external, digest)
  on conflict ("sourceId", "externalId") do update set digest = excluded.digest`;

/** The deliveries and the memory of having made them are one transaction: killed in between, nothing comes twice. */
async function keepBatch(run: Run, rows: Row[], remembered: Row[], seen: ReadonlyMap<string, string>): Promise<void> {
  const { source, kind, setup } = run;
  const receivedAt = new Date();
  const [path = ""] = kind.path(setup, FIRST).split("?");
  const headers = { "content-type": "application/json; charset=utf-8" };
  const data = rows.map((row) => {
    const body = Buffer.from(JSON.stringify(row.body));
    return {
      id: newId(),
      sourceId: source.id,
      via: "pull",
      receivedAt,
      method: "GET",
      path,
      headers,
      body: new Uint8Array(body),
      bodySize: body.byteLength,
      history: isHistory(run, row, seen.has(row.memory)),
    };
  });
  await database().$transaction(async (tx) => {
    await tx.delivery.createMany({ data });
    const column = (key: "memory" | "digest") => remembered.map((row) => row[key]);
    await tx.$executeRawUnsafe(REMEMBER, source.id, column("memory"), column("digest"));
    const nameless = remembered.filter(({ item }) => item.externalId === null);
    await noteRemembered(
      tx,
      source.id,
      nameless.map(({ externalId }) => externalId),
    );
    await tx.$queryRawUnsafe("select pg_notify('deliveries', '')::text");
  }, PATIENCE);
}

/**
 * Until a pull came to its end, what was submitted before we knew of the form is history; later, what was submitted longer
 * ago than that pull looked back. A site that was away for days has news for us; what only a proof finds is older. What
 * doesn't say when it was is taken for old while it may have stood there already, and what we had before changed just now.
 */
function isHistory(run: Run, row: Row, wasSeen: boolean): boolean {
  const { pullCursor, createdAt } = run.source;
  const at = sentAt(row.createdAt, zoneOf(run));
  if (pullCursor && (wasSeen || at === null)) return false;
  if (at === null) return true;
  if (pullCursor) return at < overlapOf(pullCursor);
  return at < createdAt || (run.only !== undefined && at < overlapOf(run.begun));
}
