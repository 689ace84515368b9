import fc from "fast-check";
import { choose, smoothedRates } from "@/lib/assignment/choosing";
import type { Candidate } from "@/lib/assignment/choosing";
import type { Method } from "@/lib/assignment/schema";

const someone = (id: string, more: Partial<Candidate> = {}): Candidate => ({
  ...{ id, weight: 1, open: 0, credit: 0, given: 0, won: 0, lost: 0 },
  ...more,
});

/** So many leads, one after the other; `isThere` says who can get the n-th. Answers who got each. */
function run(
  method: Method,
  people: Candidate[],
  leads: number,
  isThere: (id: string, lead: number) => boolean = () => true,
): string[] {
  const state = new Map(people.map((one) => [one.id, { ...one }]));
  return Array.from({ length: leads }, (_, lead) => {
    const candidates = [...state.values()].filter(({ id }) => isThere(id, lead));
    const chosen = choose(method, candidates);
    for (const [id, credit] of chosen.credits) state.set(id, { ...(state.get(id) ?? someone(id)), credit });
    const winner = state.get(chosen.id);
    if (winner) state.set(chosen.id, { ...winner, open: winner.open + 1, given: winner.given + 1 });
    return chosen.id;
  });
}

/** Everybody is there but one, who is away between these leads. */
const without = (away: string, from: number, to: number) => (id: string, lead: number) =>
  id !== away || lead < from || lead >= to;
/** Who is there, as the bits of a number. */
const thereIn = (ids: string[], mask: number) => ids.filter((_, bit) => (mask >> bit) % 2 === 1);
const of = (numbers: ReadonlyMap<string, number>, id: string) => numbers.get(id) ?? 0;

const shareOf = (got: string[], id: string) => got.filter((one) => one === id).length;

test("in turn, everybody gets one before anybody gets another", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 60 }), (count, leads) => {
      const people = Array.from({ length: count }, (_, index) => someone(`p${index}`));
      const got = run("roundRobin", people, leads);
      const shares = people.map(({ id }) => shareOf(got, id));
      expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
    }),
  );
});

test("by weight, nobody's count is ever further than one from their share", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 8 }), (weights) => {
      const people = weights.map((weight, index) => someone(`p${index}`, { weight }));
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      const got = run("weighted", people, 2 * total);
      for (let leads = 1; leads <= got.length; leads++) {
        for (const { id, weight } of people)
          expect(Math.abs(shareOf(got.slice(0, leads), id) - (leads * weight) / total)).toBeLessThan(1);
      }
    }),
    // To take whoever is owed most goes wrong here.
    { numRuns: 100, examples: [[[1, 1, 1, 13, 11, 15]]] },
  );
});

test("whoever comes back from a leave goes on in turn: no more than two leads ahead of an even share", () => {
  const people = ["ana", "luis", "olga"].map((id) => someone(id));
  const got = run("roundRobin", people, 260, without("luis", 10, 200));
  const after = got.slice(200);
  expect(shareOf(after, "luis")).toBeLessThanOrEqual(20 + 2);
  expect(shareOf(after, "luis")).toBeGreaterThanOrEqual(20 - 2);
  // Not in one go either.
  expect(after.slice(0, 6).filter((id) => id === "luis").length).toBeLessThanOrEqual(3);
});

test("fewest open leads come first, and equal ones take turns", () => {
  const got = run("leastOpen", [someone("ana", { open: 2 }), someone("luis"), someone("olga", { open: 1 })], 6);
  expect(got.slice(0, 3)).toStrictEqual(["luis", "olga", "luis"]);
  expect([...got].sort()).toStrictEqual(["ana", "luis", "luis", "luis", "olga", "olga"]);
});

test("whoever comes back with nothing open isn't flooded: at most twice an even share of a day", () => {
  const people = [
    someone("back"),
    someone("ana", { open: 50 }),
    someone("olga", { open: 50 }),
    someone("luis", { open: 50 }),
  ];
  const got = run("leastOpen", people, 40);
  expect(shareOf(got, "back")).toBeLessThanOrEqual(20);
  // And yet they get more than the others, whose hands are full.
  expect(shareOf(got, "back")).toBeGreaterThan(10);
});

test("the best past result gets it, but two lucky leads don't make a record", () => {
  const lucky = someone("lucky", { won: 2, lost: 0 });
  const steady = someone("steady", { won: 60, lost: 40 });
  const poor = someone("poor", { won: 10, lost: 90 });
  const rates = smoothedRates([lucky, steady, poor]);
  expect(rates.get("steady")).toBeGreaterThan(of(rates, "lucky"));
  expect(rates.get("lucky")).toBeGreaterThan(of(rates, "poor"));
  expect(choose("bestResult", [lucky, steady, poor]).id).toBe("steady");
  expect(choose("bestResult", [poor, lucky]).id).toBe("lucky");
});

test("without any result the best is whoever has fewest open", () => {
  expect(choose("bestResult", [someone("ana", { open: 3 }), someone("luis", { open: 1 })]).id).toBe("luis");
});

test("what somebody is owed stays bounded, whoever comes and goes", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 15 }), { minLength: 50, maxLength: 200 }), (presence) => {
      const ids = ["a", "b", "c", "d"];
      let credits = new Map(ids.map((id) => [id, 0]));
      for (const mask of presence) {
        const there = thereIn(ids, mask);
        const chosen = choose(
          "roundRobin",
          there.map((id) => someone(id, { credit: of(credits, id) })),
        );
        credits = new Map([...credits, ...chosen.credits]);
        for (const credit of credits.values()) expect(Math.abs(credit)).toBeLessThanOrEqual(ids.length);
      }
    }),
  );
});
