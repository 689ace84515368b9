import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { askEntry } from "@/lib/intake/proof/asking/queries";
import { companionsOf } from "@/lib/intake/proof/sites/queries";
import { pullSource } from "@/lib/intake/pulling/running/commands";
import { overlapOf } from "@/lib/intake/pulling/run";
import type { Source } from "@/lib/core/prisma/client";
import type { Json } from "@/lib/intake/json";
import type { Unanswered } from "@/lib/intake/proof/asking/queries";
import type { Told } from "@/lib/intake/proof/schema";

type Problem = { reason: Unanswered["problem"]; detail: string; site: string };

/** `given`: what the site answered with or without its text; what of that is still missing has none any more. */
type Fetched = { given: Told[]; problem?: Problem };

/** Fetches exactly these submissions, each as a delivery of its own; answers why some of them couldn't be, if so. */
export async function fetchMissing(source: Source, missing: Told[]): Promise<Fetched> {
  if (missing.length === 0) return { given: [] };
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
  return { given: last?.state === "done" ? missing : [] };
}

/** So many in a row that a site can't give are its own trouble, and no single submission's. */
const MOST_REFUSED = 3;

/** A site that doesn't answer is asked no more; the others' come all the same, and so do those behind one it can't give. */
async function fetchFromCompanion(sourceId: string, missing: Told[]): Promise<Fetched> {
  const companions = await companionsOf(sourceId);
  const given: Told[] = [];
  const problems = new Map<string, Problem>();
  const refused = new Map<string, number>();
  const gave = new Set<string>();
  for (const one of missing) {
    const { site = "" } = one;
    const inARow = refused.get(site) ?? 0;
    if (inARow >= MOST_REFUSED) continue;
    const companion = companions.find(({ home }) => site === "" || home === site);
    const entry = companion ? await askEntry(companion, one) : NOBODY;
    // Not kept any more: it stays missing, by its name.
    if (entry === null) given.push(one);
    else if ("problem" in entry) {
      const { problem: reason, detail } = entry;
      refused.set(site, isOfOne(entry) ? inARow + 1 : MOST_REFUSED);
      problems.set(site, { reason, detail, site: companions.length > 1 ? (companion?.url ?? site) : "" });
    } else if (companion) {
      await keepEntry(sourceId, companion.url, { ...entry, at: new Date(one.at) });
      given.push(one);
      refused.set(site, 0);
      gave.add(site);
    }
  }
  // What one submission couldn't be given for is no trouble of a site that gave others.
  const [problem] = [...problems].flatMap(([site, one]) =>
    gave.has(site) && (refused.get(site) ?? 0) < MOST_REFUSED ? [] : one,
  );
  return { given, ...(problem && { problem }) };
}

/** A server that stumbles may do so over this one only. */
const isOfOne = ({ problem }: Unanswered): boolean => problem === "server_error" || problem === "unexpected";

const NOBODY: Unanswered = { problem: "no_companion", detail: "" };

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
