import { predicate } from "@/lib/core/condition/evaluate";
import { choose } from "@/lib/assignment/choosing";
import { assignmentCatalogue } from "@/lib/assignment/fields";
import type { Candidate } from "@/lib/assignment/choosing";
import type { Facts } from "@/lib/assignment/fields";
import type { Hours } from "@/lib/assignment/hours";
import type { Assignment, AssignmentRule, Caps, Receipt, ReceiptPerson, Skip } from "@/lib/assignment/schema";

export type Person = {
  id: string;
  active: boolean;
  /** Their role lets them work leads. */
  works: boolean;
  /** Their role reaches the leads of every company. */
  everywhere: boolean;
  companyIds: readonly string[];
};

export type Turn = { credit: number; given: number };
export type Result = { won: number; lost: number };

/** Everything that decides whose a lead becomes. What a decision changes is kept up to date in it, for the next one. */
export type Desk = {
  version: number;
  rules: readonly PreparedRule[];
  caps: Caps;
  people: ReadonlyMap<string, Person>;
  open: Map<string, number>;
  /** By rule and person, as `keyOf` says. */
  turns: Map<string, Turn>;
  /** By lead type and person. */
  results: ReadonlyMap<string, Result>;
  hours: Hours;
  /** Leads that wait, by rule and company: whoever comes later waits behind them. */
  waiting: Map<string, number>;
};

export type PreparedRule = AssignmentRule & { place: number; matches: (facts: Facts) => boolean };

export type Decision = { rule: PreparedRule; ownerId: string | null; receipt: Receipt };

export const keyOf = (one: string, other: string) => `${one} ${other}`;

/** The rules read once, for many leads. `successors`: what took the place of retired lead types. */
export function prepared(
  { rules }: Pick<Assignment, "rules">,
  at: { now: Date; timeZone: string },
  successors: ReadonlyMap<string, string>,
): PreparedRule[] {
  return rules.map((stored, index) => {
    const rule = { ...stored, condition: following(stored.condition, successors) };
    return { ...rule, place: index + 1, matches: predicate(rule.condition, assignmentCatalogue, at) };
  });
}

type Condition = AssignmentRule["condition"];

/** A type that was retired is asked for as what took its place: its leads are there. */
function following(condition: Condition, successors: ReadonlyMap<string, string>): Condition {
  if (successors.size === 0) return condition;
  if ("all" in condition) return { all: condition.all.map((one) => following(one, successors)) };
  if ("any" in condition) return { any: condition.any.map((one) => following(one, successors)) };
  if ("not" in condition) return { not: following(condition.not, successors) };
  if (condition.field !== "leadType") return condition;
  const now = <T>(value: T) => (typeof value === "string" ? (successors.get(value) ?? value) : value);
  const { value } = condition;
  return { ...condition, value: Array.isArray(value) ? value.map(now) : now(value) };
}

/** The first rule that speaks of the lead. */
export function ruleFor(desk: Pick<Desk, "rules">, facts: Facts): PreparedRule | undefined {
  return desk.rules.find((rule) => rule.matches(facts));
}

/** Whom a rule may give a lead of this company to: those it names, and those of its companies who work leads. */
export function poolOf(rule: Pick<AssignmentRule, "pool">, people: Desk["people"], companyId: string): Person[] {
  const { userIds, companyIds, ownCompany } = rule.pool;
  const named = userIds.flatMap((id) => people.get(id) ?? []);
  const wanted = ownCompany ? [...companyIds, companyId] : companyIds;
  if (wanted.length === 0) return named;
  const others = [...people.values()].filter(
    (one) => one.active && one.works && !userIds.includes(one.id) && one.companyIds.some((id) => wanted.includes(id)),
  );
  return [...named, ...others];
}

/** Beyond whether a rule speaks of it: of whose company's people it is, and of what kind. */
export type Place = Pick<Facts, "companyId" | "leadTypeId">;

/** `without`: whom it can't be given to, for a reason that is the lead's or the moment's. */
type Asked = { at: Date; without?: ReadonlyMap<string, Skip> };

/** Who of the pool could take the lead, and why each of the others can't. */
function asked(desk: Desk, rule: PreparedRule, facts: Place, { at, without }: Asked) {
  const candidates: Candidate[] = [];
  const people: ReceiptPerson[] = [];
  for (const person of poolOf(rule, desk.people, facts.companyId)) {
    const why = skipOf(desk, rule, person, facts.companyId, at) ?? without?.get(person.id);
    const open = desk.open.get(person.id) ?? 0;
    const most = capOf(desk.caps, person.id);
    if (why) {
      const counted = why === "overCap" || why === "overRuleCap";
      const cap = why === "overCap" ? most : (rule.cap ?? undefined);
      people.push({ id: person.id, why, ...(counted && { open, ...(cap !== undefined && { cap }) }) });
      continue;
    }
    const turn = desk.turns.get(keyOf(rule.id, person.id)) ?? { credit: 0, given: 0 };
    const result = desk.results.get(keyOf(facts.leadTypeId, person.id)) ?? { won: 0, lost: 0 };
    candidates.push({ id: person.id, weight: rule.weights[person.id] ?? 1, open, ...turn, ...result });
    people.push({ id: person.id, open });
  }
  return { candidates, people };
}

function capOf(caps: Caps, userId: string): number | undefined {
  return caps.people[userId] ?? caps.everybody ?? undefined;
}

function skipOf(desk: Desk, rule: PreparedRule, person: Person, companyId: string, at: Date): Skip | undefined {
  if (!person.active) return "deactivated";
  if (!person.works) return "notWorking";
  if (!person.everywhere && !person.companyIds.includes(companyId)) return "otherCompany";
  const away = desk.hours.absence(person.id, at);
  if (away) return away;
  const open = desk.open.get(person.id) ?? 0;
  if (open >= (capOf(desk.caps, person.id) ?? Infinity)) return "overCap";
  return open >= (rule.cap ?? Infinity) ? "overRuleCap" : undefined;
}

/** Who begins to work within this is waited for with their share of what waits. */
const SOON_MS = 2 * 60 * 60_000;

/**
 * Who has their share of what waits already. A night's leads aren't all for whoever starts first: they are shared by all
 * who work now or begin within two hours, what the rule gave today counting in. Whoever has had their share is passed
 * over until the others have come, or don't come.
 */
export function servedOf(desk: Desk, rule: PreparedRule, companyId: string, at: Date): Map<string, Skip> {
  const sharing = poolOf(rule, desk.people, companyId).filter((one) => {
    const why = skipOf(desk, rule, one, companyId, at);
    return !why || (why === "offHours" && beginsSoon(desk, one.id, at));
  });
  const givenTo = (id: string) => desk.turns.get(keyOf(rule.id, id))?.given ?? 0;
  const weightOf = (id: string) => (rule.method === "weighted" ? (rule.weights[id] ?? 1) : 1);
  const weights = sharing.reduce((sum, { id }) => sum + weightOf(id), 0);
  const waiting = desk.waiting.get(keyOf(rule.id, companyId)) ?? 0;
  const all = waiting + sharing.reduce((sum, { id }) => sum + givenTo(id), 0);
  const served = sharing.filter(({ id }) => givenTo(id) >= Math.ceil((all * weightOf(id)) / weights));
  return new Map(served.map(({ id }) => [id, "ahead"]));
}

/** Whether anybody could take one of the leads of this company that wait by the rule. */
export function isAnybodyFree(desk: Desk, rule: PreparedRule, companyId: string, at: Date): boolean {
  const served = servedOf(desk, rule, companyId, at);
  return poolOf(rule, desk.people, companyId).some(
    (one) => !skipOf(desk, rule, one, companyId, at) && !served.has(one.id),
  );
}

function beginsSoon({ hours }: Desk, userId: string, at: Date): boolean {
  const next = hours.nextStart(userId, at);
  return next !== null && next - at.getTime() <= SOON_MS;
}

/** Whose the lead becomes by this rule, booked at once; nobody's where nobody could take it. */
export function decide(desk: Desk, rule: PreparedRule, facts: Place, when: Asked): Decision {
  const { candidates, people } = asked(desk, rule, facts, when);
  const { id, name, place, method } = rule;
  const receipt: Receipt = { rule: { id, name, place, version: desk.version }, method, people };
  if (candidates.length === 0) return { rule, ownerId: null, receipt };
  const chosen = choose(method, candidates);
  receipt.people = people.map((one) => {
    const candidate = candidates.find((other) => other.id === one.id);
    return candidate ? counted(one, candidate, rule, chosen) : one;
  });
  for (const one of candidates) {
    const given = one.given + (one.id === chosen.id ? 1 : 0);
    desk.turns.set(keyOf(rule.id, one.id), { credit: chosen.credits.get(one.id) ?? 0, given });
  }
  desk.open.set(chosen.id, (desk.open.get(chosen.id) ?? 0) + 1);
  return { rule, ownerId: chosen.id, receipt };
}

/** The numbers that the method went by. */
function counted(
  person: ReceiptPerson,
  candidate: Candidate,
  { method }: PreparedRule,
  chosen: ReturnType<typeof choose>,
): ReceiptPerson {
  const credit = Math.round(candidate.credit * 100) / 100;
  switch (method) {
    case "bestResult": {
      const rate = Math.round((chosen.rates.get(person.id) ?? 0) * 1000) / 10;
      return { ...person, won: candidate.won, lost: candidate.lost, rate };
    }
    case "weighted":
      return { ...person, weight: candidate.weight, credit };
    case "leastOpen":
      return chosen.ahead.has(person.id) ? { ...person, why: "ahead" } : person;
    default:
      return { ...person, credit };
  }
}
