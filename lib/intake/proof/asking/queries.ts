import { isObject, own } from "@/lib/intake/json";
import { COMPANION_ENTRIES } from "@/lib/intake/delivery-reading";
import { homeOf } from "@/lib/intake/home-address";
import { objectsIn, readReply } from "@/lib/intake/pulled";
import { pluginOf } from "@/lib/intake/processing/traces";
import { fetchPatiently } from "@/lib/intake/pulling/gateway";
import { areNested, bySite } from "@/lib/intake/proof/asking/same-site";
import { kindOf } from "@/lib/intake/pulling/kinds/registry";
import { problemOf } from "@/lib/intake/pulling/problems";
import { loadPulledSource, setupOf } from "@/lib/intake/pulling/queries";
import { rowsOf } from "@/lib/intake/pulling/rows";
import { zoneOf } from "@/lib/intake/pulling/run";
import { sentAt, startOfDay } from "@/lib/intake/pulling/site-time";
import { walkList } from "@/lib/intake/pulling/walking/queries";
import { say } from "@/lib/intake/reading";
import type { Json, JsonObject } from "@/lib/intake/json";
import type { SiteAnswer } from "@/lib/intake/proof/asking/same-site";
import type { Told } from "@/lib/intake/proof/schema";
import type { Companion } from "@/lib/intake/proof/sites/queries";
import type { Site } from "@/lib/intake/pulling/gateway";
import type { PullEnd, PullProblem } from "@/lib/intake/pulling/schema";

/** A submission as its site names it. Where the site gives no id, its digest stands for it. */
export type Named = { id: string; form: string; plugin: string; site: string; at: Date; isDigest: boolean };
export type Unanswered = {
  problem: PullProblem | "undated" | "cap" | "unsettled" | "not_whole" | "no_companion" | "old_line";
  detail: string;
  /** Of several sites the one that didn't answer. */
  site?: string;
};
type Answered = { named: Named[] } | Unanswered;
/**
 * `since`: the sites that answered, and from when on each was asked; one that is fetched from has no name. `siteOf`: which
 * site each of their homes is of. `moved`: the homes that have moved, and to which of these sites they may have; `earlier`:
 * what those name of the time before they were asked. `unanswered`: which others didn't.
 */
export type Answers = {
  named: Named[];
  since: Map<string, Date>;
  siteOf: Map<string, string>;
  moved: Map<string, string[]>;
  earlier: Named[];
  unanswered: Unanswered[];
};
const NOTHING = {
  named: [],
  siteOf: new Map(),
  moved: new Map(),
  earlier: [],
  unanswered: [],
} satisfies Partial<Answers>;

export const noAnswer = (...unanswered: Unanswered[]): Answers => ({ ...NOTHING, since: new Map(), unanswered });
/** What an answer of no time is. */
export const emptyAnswer = (homes: string[], from: Date): Answers => ({
  ...NOTHING,
  since: new Map(homes.map((home) => [home, from])),
});

const MOST_PAGES = 2_000;
const DAY_MS = 86_400_000;
const goOn = () => Promise.resolve(false);

/** Asks a site that is fetched from for its list, without keeping any of it. */
export async function askPulled(sourceId: string, from: Date, to: Date): Promise<Answers> {
  const { source, site } = await loadPulledSource(sourceId);
  const kind = kindOf(source.pullKind);
  // Some take days of their own clock only: one more, and what is too early is left out here.
  const setup = { ...setupOf(source), since: new Date(from.getTime() - DAY_MS) };
  const timeZone = zoneOf({ kind, setup });
  const begin = laterOf(from, startOfDay(source.pullFrom, source.timeZone));
  const ofPlugin = { form: "", plugin: pluginOf(source.pullKind), site: "" };
  const named: Named[] = [];
  let undated = 0;
  const end = await walkList(
    { site, kind, setup },
    {
      isStopped: goOn,
      take: (page, { isNew }) => {
        for (const row of isNew ? rowsOf(page.items) : []) {
          const at = sentAt(row.createdAt, timeZone);
          if (!at) undated += 1;
          else if (at >= begin && at < to) {
            named.push({ ...ofPlugin, id: row.externalId, at, isDigest: row.item.externalId === null });
          }
        }
        return Promise.resolve(undefined);
      },
    },
  );
  if (isTrouble(end.reason)) return noAnswer({ problem: end.reason, detail: end.detail });
  if (undated > 0) return noAnswer({ problem: "undated", detail: String(undated) });
  const once = [...new Map(named.map((one) => [one.id, one])).values()];
  return { ...NOTHING, named: once, since: new Map([["", begin]]) };
}

/** A list that repeats its last page for ever was read. */
type Trouble = Exclude<
  Extract<Answered, { problem: string }>["problem"],
  "undated" | "not_whole" | "no_companion" | "old_line"
>;
const isTrouble = (reason: PullEnd["reason"]): reason is Trouble => reason !== "" && reason !== "repeated";

const laterOf = (a: Date, b: Date | null): Date => (b && b > a ? b : a);

async function askJson(site: Site, path: string): Promise<{ value: Json } | { problem: PullProblem; detail: string }> {
  const fetched = await fetchPatiently(site, path, goOn);
  if ("problem" in fetched) return { problem: fetched.problem, detail: fetched.detail };
  const read = readReply(fetched.reply);
  if ("value" in read) return { value: read.value };
  return { problem: problemOf(read.error), detail: read.error.detail };
}

/** What is wrong with a companion: it has neither a kind nor a password of which there were something to say. */
const COMPANION_PROBLEMS: Partial<Record<Unanswered["problem"], Unanswered["problem"]>> = {
  ...{ not_found: "no_companion", no_endpoint: "no_companion" },
  ...{ wrong_password: "refused", login_missing: "refused", not_allowed: "refused", unauthorised: "refused" },
};
const ofCompanion = <Got>(got: Got | Unanswered): Got | Unanswered =>
  isUnanswered(got) ? { ...got, problem: COMPANION_PROBLEMS[got.problem] ?? got.problem } : got;
const isUnanswered = (got: unknown): got is Unanswered => typeof got === "object" && got !== null && "problem" in got;

/**
 * Asks each site for what it had since it first sent something: what was before is no promise of ours. One that has moved
 * to another of them, as its redirect says, has nothing more to tell; what it lacked is looked for where it went. What some
 * say counts where another doesn't answer, but for an address above or below that one's: it may be of the same list.
 */
export async function askCompanions(
  companions: Companion[],
  { from, to, lacking }: { from: Date; to: Date; lacking: Told[] },
): Promise<Answers> {
  const answers: Heard[] = [];
  const unanswered: (Unanswered & { home: string })[] = [];
  const gone: { home: string; to: string }[] = [];
  for (const companion of companions) {
    const { home, since, url } = companion;
    const begin = laterOf(from, since);
    const answered = begin < to ? await askCompanion(companion, begin, to) : { named: [] };
    if ("named" in answered) answers.push({ companion, home, begin, named: answered.named });
    else if (hasMoved(answered, companion, companions)) gone.push({ home, to: hostAt(answered.detail) });
    else unanswered.push({ ...answered, home, ...(companions.length > 1 && { site: url }) });
  }
  const heard = answers.filter(({ home }) => !unanswered.some((one) => areNested(one.home, home)));
  if (heard.length === 0) return noAnswer(...(unanswered.length > 0 ? unanswered : [NOWHERE]));
  const { sites, siteOf } = bySite(heard);
  const named = sites.flatMap((site) => ofSite(site.named, site.home));
  const moved = new Map<string, string[]>();
  const earlier: Named[] = [];
  for (const { companion, home, begin } of heard) {
    const site = siteOf.get(home) ?? home;
    const came = gone.filter(({ to }) => to === hostAt(companion.url)).map((one) => one.home);
    for (const one of came) moved.set(one, [...(moved.get(one) ?? []), site]);
    const first = lacking.filter((one) => came.includes(one.site ?? "")).map(({ at }) => Date.parse(at));
    if (first.length === 0 || Math.min(...first) >= begin.getTime()) continue;
    const before = await askCompanion(companion, new Date(Math.min(...first)), begin);
    if ("named" in before) earlier.push(...ofSite(before.named, site));
    else unanswered.push({ ...before, home, site: companion.url });
  }
  return { named, since: new Map(sites.map((site) => [site.home, site.begin])), siteOf, moved, earlier, unanswered };
}

type Heard = SiteAnswer & { companion: Companion };

/** Each has moved to another. */
const NOWHERE: Unanswered = { problem: "redirected", detail: "" };
const ofSite = (named: Named[], site: string): Named[] => named.map((one) => ({ ...one, site }));

const hasMoved = ({ problem, detail }: Unanswered, one: Companion, all: Companion[]): boolean =>
  problem === "redirected" &&
  hostAt(one.url) !== hostAt(detail) &&
  all.some((other) => other !== one && hostAt(other.url) === hostAt(detail));

/** Whether with www or without, and whether encrypted: a redirect needn't name the address that the site calls its own. */
const hostAt = (url: string): string => homeOf(new URL(url).origin);

/**
 * Which submissions our companion at a site has had, of all its forms that it sends. It names so many at once and no more:
 * of a busy site each half of the time is asked by itself, down to a day.
 */
async function askCompanion(site: Site, from: Date, to: Date): Promise<Answered> {
  const answered = await askSpan(site, from, to);
  if (!("problem" in answered) || answered.problem !== "too_many" || to.getTime() - from.getTime() <= DAY_MS) {
    return answered;
  }
  const middle = new Date((from.getTime() + to.getTime()) / 2);
  const early = await askCompanion(site, from, middle);
  if ("problem" in early) return early;
  const late = await askCompanion(site, middle, to);
  return "problem" in late ? late : { named: [...early.named, ...late.named] };
}

async function askSpan(site: Site, from: Date, to: Date): Promise<Answered> {
  const named: Named[] = [];
  for (let page = 1; page <= MOST_PAGES;) {
    const query = new URLSearchParams({ from: from.toISOString(), to: to.toISOString(), page: String(page) });
    const got = ofCompanion(await askJson(site, `${COMPANION_ENTRIES}?${query.toString()}`));
    if ("problem" in got) return got;
    const entries = isObject(got.value) && Array.isArray(own(got.value, "entries")) ? own(got.value, "entries") : null;
    if (!isObject(got.value) || entries === null) return { problem: "unexpected", detail: "" };
    for (const entry of objectsIn(entries) ?? []) {
      const [id, at] = [say(entry, "id"), new Date(say(entry, "submittedAt") ?? "")];
      if (id === null || Number.isNaN(at.getTime())) return { problem: "unexpected", detail: "" };
      named.push({
        id,
        form: say(entry, "form") ?? "",
        plugin: say(entry, "plugin") ?? "",
        site: "",
        at,
        isDigest: false,
      });
    }
    const next = Number(say(got.value, "next") ?? NaN);
    if (!(next > page)) return isWhole(got.value, named) ? { named } : { problem: "not_whole", detail: "" };
    page = next;
  }
  return { problem: "cap", detail: "" };
}

/** An answer that names fewer than it counts says nothing of the rest; one that was cut may have lost its count. */
function isWhole(answer: JsonObject, named: Named[]): boolean {
  return Number(say(answer, "total") ?? NaN) === named.length;
}

/** One submission whole, as the companion still has it; null where it isn't kept any more. */
export async function askEntry(
  site: Site,
  { id, form, plugin }: Pick<Named, "id" | "form" | "plugin">,
): Promise<{ body: Json; path: string } | Unanswered | null> {
  const path = `${COMPANION_ENTRIES}/${encodeURIComponent(id)}?${new URLSearchParams({ plugin, form }).toString()}`;
  const got = await askJson(site, path);
  // A companion that has it no more says so; a page that isn't there says nothing of it.
  if ("problem" in got && got.problem === "not_found" && got.detail !== "") return null;
  if ("problem" in got) return ofCompanion<never>(got);
  return isObject(got.value) ? { body: got.value, path } : null;
}
