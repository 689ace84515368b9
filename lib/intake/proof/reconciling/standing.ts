import { isSame, keyOf } from "@/lib/intake/proof/matching";
import type { Answers, Named } from "@/lib/intake/proof/asking/queries";
import type { Told } from "@/lib/intake/proof/schema";

/** What was known of a source before it was asked: what was missing, and what its sites had named and was here. */
export type Known = { missing: Told[]; here: Told[] };

/**
 * What an answer doesn't name and that stands all the same: `now` by its site's present address, `before` as it was known.
 */
export type Standing = { now: Told; before: Told };

type Stood = {
  standing: Standing[];
  /** Of what is missing, by its key before: the site it is known by now. */
  siteNow: Map<string, string>;
  /** What arrived from an address before its site moved, by its key now. */
  arrived: Map<string, string | null>;
};

/**
 * What is missing stands until it is here or given up, also where its site names it no more; what a site named that isn't
 * asked any more stands as it said it last. A site that moved is asked where it went, and what is named there of the very
 * same moment is the same submission.
 */
export function whatStands({ missing, here }: Known, answers: Answers, { until, former }: When): Stood {
  const { named, earlier, moved, siteOf, since } = answers;
  const isNamed = new Set(named.map(keyOf));
  const held = new Set([...named, ...earlier].map(momentKey));
  const known = new Set([...missing, ...here].map(keyOf));
  const stood: Stood = { standing: [], siteNow: new Map(), arrived: new Map() };
  for (const before of [...missing, ...here]) {
    const now = { ...before, site: siteOfNow(before) };
    if (!before.here) stood.siteNow.set(keyOf(before), now.site);
    if (isNamed.has(keyOf(now))) {
      if (before.here && moved.has(before.site ?? "")) stood.arrived.set(keyOf(now), before.deliveryId);
    } else if (before.here ? isAskedNoMore(before) : !isNamedOtherwise(now)) {
      stood.standing.push({ before, now: before.here ? now : withUnnamed(now, before) });
    }
  }
  return stood;

  function siteOfNow(one: Told): string {
    const { site = "" } = one;
    return moved.get(site)?.find((heir) => held.has(momentKey({ ...one, site: heir }))) ?? siteOf.get(site) ?? site;
  }

  function isAskedNoMore({ site = "" }: Told): boolean {
    return former.includes(site) || moved.has(site);
  }

  function withUnnamed({ unnamed = new Date().toISOString(), ...one }: Told, before: Told): Told {
    if (held.has(momentKey(one))) return one;
    const begin = since.get(one.site ?? "");
    const at = new Date(one.at);
    const isAsked = (begin !== undefined && at >= begin && at < until) || moved.has(one.site ?? "");
    return isAsked || before.unnamed !== undefined ? { ...one, unnamed } : one;
  }

  /** Once known by less, or by what has changed since where the site gives no id: both are named by something else now. */
  function isNamedOtherwise(one: Told): boolean {
    return named.some((other) =>
      other.isDigest
        ? isDigest(one.id) && other.at.getTime() === Date.parse(one.at) && !known.has(keyOf(other))
        : other.id === one.id && isSame(other, { ...one, site: one.site ?? "" }),
    );
  }
}

/** `former`: the sites that are no more. */
type When = { until: Date; former: string[] };

const momentKey = (one: Pick<Named, "id" | "form" | "plugin"> & { site?: string; at: Date | string }): string =>
  JSON.stringify([keyOf(one), new Date(one.at).getTime()]);

/** What stands for a submission without an id. */
export const isDigest = (id: string): boolean => /^[\da-f]{64}$/.test(id);
