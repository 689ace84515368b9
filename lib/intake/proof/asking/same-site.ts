import { whose } from "@/lib/intake/proof/matching";
import type { Named } from "@/lib/intake/proof/asking/queries";

/** What a site named of what it had since; `home` as addresses are compared. */
export type SiteAnswer = { home: string; begin: Date; named: Named[] };

const isBelow = (home: string, above: string): boolean => home.startsWith(`${above}/`);
/** Whether one's address is a path below the other's. */
export const areNested = (a: string, b: string): boolean => isBelow(a, b) || isBelow(b, a);

/**
 * A site of several languages may give each an address of its own, a path below the first: two homes of one list. They are
 * one site where they name the very same of the time both were asked about; two lists of one network never do, and neither
 * does a copy once something was sent to it. Answers of each site once, and which site a home is of.
 */
export function bySite(answers: SiteAnswer[]): { sites: SiteAnswer[]; siteOf: Map<string, string> } {
  const sites: SiteAnswer[] = [];
  const siteOf = new Map<string, string>();
  for (const answer of [...answers].sort((a, b) => a.home.length - b.home.length)) {
    const at = sites.findIndex((site) => isBelow(answer.home, site.home) && nameTheSame(site, answer));
    const site = sites[at];
    siteOf.set(answer.home, site?.home ?? answer.home);
    if (site) sites[at] = { ...(site.begin <= answer.begin ? site : answer), home: site.home };
    else sites.push(answer);
  }
  return { sites, siteOf };
}

function nameTheSame(a: SiteAnswer, b: SiteAnswer): boolean {
  const both = Math.max(a.begin.getTime(), b.begin.getTime());
  const [ofA, ofB] = [a, b].map(({ named }) =>
    named
      .filter(({ at }) => at.getTime() >= both)
      .map((one) => JSON.stringify([whose({ ...one, site: "" }), one.at]))
      .sort(),
  );
  return ofA !== undefined && ofA.length > 0 && JSON.stringify(ofA) === JSON.stringify(ofB);
}
