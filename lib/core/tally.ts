/** What happens too often for a row each: how often, by what is alike. */
export type Counted = {
  kind: string;
  about: Readonly<Record<string, string>>;
  sums: Record<string, number>;
  first: Date;
  last: Date;
};

/**
 * Whoever varies what is alike mustn't fill the memory: beyond so many of a kind, all others of it are one, and no other
 * kind is the poorer for it. By who it is they are told apart all the same: only the house makes those.
 */
const MOST = 1000;
const WHO: readonly string[] = ["id", "name"];

type Kept = Map<string, Counted>;
/** For the process: what counts and what tells of it are bundled apart. */
const kept: Kept = ((globalThis as { __tallies?: Kept }).__tallies ??= new Map());

/** Adds to a count, in memory: nothing waits for a database, which is what being flooded would need most. */
export function countUp(kind: string, about: Record<string, string>, adds: Record<string, number>): void {
  const key = JSON.stringify([kind, about]);
  const at = new Date();
  const counted = kept.get(key) ?? (countOf(kind) < MOST ? fresh(key, kind, about, at) : othersOf(kind, about, at));
  counted.last = at;
  for (const [name, number] of Object.entries(adds)) counted.sums[name] = (counted.sums[name] ?? 0) + number;
}

function countOf(kind: string): number {
  let count = 0;
  for (const counted of kept.values()) if (counted.kind === kind) count++;
  return count;
}

function fresh(key: string, kind: string, about: Record<string, string>, at: Date): Counted {
  const counted = { kind, about, sums: {}, first: at, last: at };
  kept.set(key, counted);
  return counted;
}

function othersOf(kind: string, about: Record<string, string>, at: Date): Counted {
  const nobody = Object.fromEntries(
    Object.entries(about).map(([name, value]) => [name, WHO.includes(name) ? value : ""]),
  );
  const key = JSON.stringify([kind, nobody]);
  return kept.get(key) ?? fresh(key, kind, nobody, at);
}

/** Takes the counts out that began at that time or before. */
export function takeCounted(before: Date): Counted[] {
  const taken = [...kept.entries()].filter(([, { first }]) => first <= before);
  for (const [key] of taken) kept.delete(key);
  return taken.map(([, counted]) => counted);
}

/** Back among the others: they couldn't be told. */
export function putBack({ kind, about, sums, first }: Counted): void {
  countUp(kind, { ...about }, sums);
  const counted = kept.get(JSON.stringify([kind, about]));
  if (counted && first < counted.first) counted.first = first;
}
