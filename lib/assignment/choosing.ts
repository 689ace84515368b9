import type { Method } from "@/lib/assignment/schema";

/** Somebody who could get the lead. */
export type Candidate = {
  id: string;
  weight: number;
  /** Open leads they have. */
  open: number;
  /** Leads owed to them, in units of all weights together; what stands still while they are away. */
  credit: number;
  /** Leads that they got by this rule today. */
  given: number;
  /** How leads of this kind ended that they worked. */
  won: number;
  lost: number;
};

export type Chosen = {
  id: string;
  /** What the method counted, by candidate. */
  rates: ReadonlyMap<string, number>;
  /** Candidates that were left out for being ahead of their share. */
  ahead: ReadonlySet<string>;
  /** The credits after this lead. */
  credits: ReadonlyMap<string, number>;
};

/**
 * One of the candidates, who are in the rule's order; there is at least one.
 *
 * Every lead is booked: each candidate is owed their weight of it, and whoever gets it has had all of it. Round robin and
 * weights take, of those who are owed enough, whoever would soonest be owed too much. This is R. Tijdeman's algorithm for
 * the chairman assignment problem (Discrete Mathematics 32, 1980): of n leads nobody's count is ever as far as one from
 * their share, and turns alternate instead of coming in runs. Who isn't a candidate is neither owed nor booked anything,
 * so that nobody makes up for a leave: they go on where they stood.
 */
export function choose(method: Method, candidates: readonly Candidate[]): Chosen {
  const evenly = method !== "weighted";
  const weightOf = ({ weight }: Candidate) => (evenly ? 1 : weight);
  const total = candidates.reduce((sum, one) => sum + weightOf(one), 0);
  const owed = new Map(candidates.map((one) => [one.id, one.credit + weightOf(one)]));
  const rates = method === "bestResult" ? smoothedRates(candidates) : new Map<string, number>();
  const ahead = method === "leastOpen" ? aheadOfShare(candidates) : new Set<string>();
  const first = firstBy(
    candidates.filter(({ id }) => !ahead.has(id)),
    (one) => [
      ...(method === "bestResult" ? [-(rates.get(one.id) ?? 0)] : []),
      ...(method === "bestResult" || method === "leastOpen" ? [one.open] : []),
      ...turnOf({ owed: owed.get(one.id) ?? 0, weight: weightOf(one) }, { total, count: candidates.length }),
    ],
  );
  const bounded = (credit: number) => Math.max(-total, Math.min(total, credit));
  const credits = new Map(
    candidates.map(({ id }) => [id, bounded((owed.get(id) ?? 0) - (id === first.id ? total : 0))]),
  );
  return { id: first.id, rates, ahead, credits };
}

/**
 * Whose turn comes first, as numbers to compare. `total` stands for one lead: whoever is owed 1/(2n - 2) of one may have
 * it, and first whoever would soonest, at the pace of their weight, be owed 1 - 1/(2n - 2). Of equal weights that is
 * whoever is owed most. While people come and go it may be that nobody is owed enough: then it is too.
 */
function turnOf({ owed, weight }: { owed: number; weight: number }, of: { total: number; count: number }): number[] {
  const enough = of.count === 1 ? 0 : of.total / (2 * (of.count - 1));
  return owed >= enough - EQUAL ? [0, (of.total - enough - owed) / weight] : [1, -owed];
}

/** As many closed leads as somebody's own record has to have to count as much as everybody's together. */
const PRIOR = 20;

/**
 * Won of closed, smoothed: (won + m·p) / (won + lost + m), with p the share of all candidates together and m = 20. It is
 * the m-estimate of a probability (B. Cestnik, "Estimating probabilities: a crucial task in machine learning", ECAI 1990):
 * somebody with few leads counts nearly as everybody does, so that two lucky ones don't take all that comes.
 */
export function smoothedRates(candidates: readonly Pick<Candidate, "id" | "won" | "lost">[]): Map<string, number> {
  const won = candidates.reduce((sum, one) => sum + one.won, 0);
  const closed = candidates.reduce((sum, one) => sum + one.won + one.lost, 0);
  const everybody = closed === 0 ? 0 : won / closed;
  return new Map(
    candidates.map((one) => [one.id, (one.won + PRIOR * everybody) / (one.won + one.lost + PRIOR)] as const),
  );
}

/** So many a day are nobody's matter: a share of little is no share. */
const FREELY = 3;

/**
 * Whoever comes back from a leave has the fewest open leads, and would get every lead until they had as many as the
 * others. So nobody gets more than twice an even share of a day's leads of a rule, beyond the first three.
 */
function aheadOfShare(candidates: readonly Candidate[]): Set<string> {
  const given = candidates.reduce((sum, one) => sum + one.given, 0);
  const most = Math.max(FREELY, (2 * (given + 1)) / candidates.length);
  const ahead = candidates.filter((one) => one.given + 1 > most);
  return new Set(ahead.length < candidates.length ? ahead.map(({ id }) => id) : []);
}

function firstBy(candidates: readonly Candidate[], order: (one: Candidate) => number[]): Candidate {
  const [head, ...others] = candidates;
  if (!head) throw new Error("nobody to choose from");
  return others.reduce((best, one) => (comesBefore(order(one), order(best)) ? one : best), head);
}

/** What a computer's fractions make of equal numbers. */
const EQUAL = 1e-9;

function comesBefore(one: number[], other: number[]): boolean {
  for (const [index, value] of one.entries()) {
    const difference = value - (other[index] ?? 0);
    if (Math.abs(difference) > EQUAL) return difference < 0;
  }
  return false;
}
