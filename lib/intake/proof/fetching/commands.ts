import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { homeOf } from "@/lib/intake/home-address";
import { askEntry } from "@/lib/intake/proof/asking/queries";
import { keyOf } from "@/lib/intake/proof/matching";
import { sitesOf } from "@/lib/intake/proof/sites/queries";
import { pullSource } from "@/lib/intake/pulling/running/commands";
import { overlapOf } from "@/lib/intake/pulling/run";
import type { Source } from "@/lib/core/prisma/client";
import type { Json } from "@/lib/intake/json";
import type { Unanswered } from "@/lib/intake/proof/asking/queries";
import type { Told } from "@/lib/intake/proof/schema";

/**
 * By what tells submissions apart. `given`: what the site answered with or without its text; what of that is still missing
 * has none any more. `refused`: what it couldn't give, and why.
 */
export type Fetched = { given: Set<string>; refused: Map<string, string> };

/** Fetches exactly these submissions, each as a delivery of its own. */
export async function fetchMissing(source: Source, missing: Told[]): Promise<Fetched> {
  if (missing.length === 0) return { given: new Set(), refused: new Map() };
  if (source.kind === "pull") return fetchByPull(source.id, missing);
  return fetchFromCompanion(source.id, missing);
}

const DAY_MS = 86_400_000;

async function fetchByPull(sourceId: string, missing: Told[]): Promise<Fetched> {
  const ids = missing.map(({ id }) => id);
  const first = Math.min(...missing.map(({ at }) => Date.parse(at)));
  // A pull believes to have seen them; but they aren't here.
  await database().pulledItem.deleteMany({ where: { sourceId, externalId: { in: ids } } });
  const wanted = { only: new Set(ids), since: new Date(first - DAY_MS) };
  await pullSource(sourceId, { wanted, asked: true });
  const last = await database().pull.findFirst({ where: { sourceId }, orderBy: { startedAt: "desc" } });
  return { given: new Set(last?.state === "done" ? missing.map(keyOf) : []), refused: new Map() };
}

/** So many in a row that a site can't give are its own trouble, and no single submission's. */
const MOST_REFUSED = 3;

/**
 * A site that doesn't answer is asked no more; the others' come all the same, and so do those behind one it can't give.
 * Whether a site answers is for its list to say, and of one that is no more nothing is asked.
 */
async function fetchFromCompanion(sourceId: string, missing: Told[]): Promise<Fetched> {
  const { companions, unproved, former } = await sitesOf(sourceId);
  const given = new Set<string>();
  const refused = new Map<string, string>();
  const inARow = new Map<string, number>();
  const stopped = new Map<string, string>();
  for (const one of missing) {
    const { site = "" } = one;
    if (former.some(({ home }) => home === site)) continue;
    const companion = companions.find(({ home }) => site === "" || home === site);
    const why = stopped.get(site) ?? (companion ? "" : reasonOf(site, unproved));
    const entry = companion && why === "" ? await askEntry(companion, one) : null;
    if (why !== "") refused.set(keyOf(one), why);
    else if (entry && "problem" in entry) {
      refused.set(keyOf(one), entry.problem);
      inARow.set(site, (inARow.get(site) ?? 0) + 1);
      if (!isOfOne(entry) || inARow.get(site) === MOST_REFUSED) stopped.set(site, entry.problem);
    } else {
      // Not kept any more, it stays missing, by its name.
      if (entry && companion) await keepEntry(sourceId, companion.url, { ...entry, at: new Date(one.at) });
      given.add(keyOf(one));
      inARow.set(site, 0);
    }
  }
  return { given, refused };
}

const reasonOf = (site: string, unproved: string[]): Unanswered["problem"] =>
  unproved.some((url) => homeOf(url) === site) ? "old_line" : "no_companion";

/** A server that stumbles may do so over this one only. */
const isOfOne = ({ problem }: Unanswered): boolean => problem === "server_error" || problem === "unexpected";

async function keepEntry(
  sourceId: string,
  siteUrl: string,
  { body, path, at }: { body: Json; path: string; at: Date },
): Promise<void> {
  const bytes = new Uint8Array(Buffer.from(JSON.stringify(body)));
  const now = new Date();
  await database().$transaction(async (tx) => {
    await tx.delivery.create({
      data: {
        id: newId(),
        sourceId,
        via: "pull",
        receivedAt: now,
        history: at < overlapOf(now),
        method: "GET",
        path: path.split("?")[0] ?? "",
        headers: { "content-type": "application/json; charset=utf-8", "user-agent": `WordPress/0; ${siteUrl}` },
        body: bytes,
        bodySize: bytes.byteLength,
      },
    });
    await tx.$queryRawUnsafe("select pg_notify('deliveries', '')::text");
  });
}
