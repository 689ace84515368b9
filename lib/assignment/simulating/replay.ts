import { decide, isAnybodyFree, keyOf, poolOf, servedOf } from "@/lib/assignment/desk";
import { Agenda } from "@/lib/assignment/simulating/agenda";
import type { Desk, PreparedRule } from "@/lib/assignment/desk";

/** A lead of the past; times in milliseconds. `rule` is the place of the first that speaks of it, 0 where none does. */
export type PastLead = {
  at: number;
  rule: number;
  companyId: string;
  leadTypeId: string;
  /** Whose it is now. */
  ownerId: string | null;
  /** How long it was open; null where it still is. */
  openFor: number | null;
};

/** Leads somebody had when the time began: `count` of them were closed at that moment, or are open still. */
export type HadBefore = { ownerId: string; closed: number | null; count: number };

type Group = { rule: PreparedRule; companyId: string; leads: PastLead[]; from: number; wakeAt: number };

const DAY_MS = 86_400_000;
/** While somebody has had their share of what waits, it is looked again this often. */
const AGAIN_MS = 15 * 60_000;

/**
 * Leads as they came, given by the desk's rules: in the order of time, with what is closed, and whose shift begins, in
 * between. It decides by the very functions that decide for real.
 */
export class Replay {
  readonly #desk: Desk;
  readonly #offset: number;
  readonly #agenda = new Agenda<{ ownerId: string; count: number } | Group>();
  readonly #groups = new Map<string, Group>();
  readonly #waits: number[] = [];
  #day = Number.NaN;
  readonly given = new Map<string, number>();
  readonly byRule = new Map<number, number>();
  leads = 0;
  unspoken = 0;

  /** `offset`: of the organisation's clock, by whose days shares are counted. */
  constructor(desk: Desk, { offset, before }: { offset: number; before: readonly HadBefore[] }) {
    this.#desk = desk;
    this.#offset = offset;
    desk.open.clear();
    desk.turns.clear();
    desk.waiting.clear();
    for (const { ownerId, closed, count } of before) {
      desk.open.set(ownerId, (desk.open.get(ownerId) ?? 0) + count);
      if (closed !== null) this.#agenda.add(closed, { ownerId, count });
    }
  }

  /** The next lead; they come in the order of time. */
  arrive(lead: PastLead): void {
    this.#until(lead.at);
    this.leads++;
    const rule = this.#desk.rules[lead.rule - 1];
    if (!rule) {
      this.unspoken++;
      if (lead.ownerId) this.#take(lead, lead.ownerId, lead.at);
      return;
    }
    const group = this.#groupOf(rule, lead.companyId);
    if (group.from < group.leads.length || !this.#give(group, lead, lead.at)) this.#wait(group, lead);
  }

  /** The rest of the time, without leads. */
  end(at: number): { waited: number; waiting: number; medianWait: number; longestWait: number } {
    this.#until(at);
    const open = [...this.#groups.values()].flatMap(({ leads, from }) => leads.slice(from));
    const waits = [...this.#waits, ...open.map((lead) => at - lead.at)].sort((a, b) => a - b);
    const minutes = (wait: number | undefined) => Math.round((wait ?? 0) / 60_000);
    return {
      waited: waits.length,
      waiting: open.length,
      medianWait: minutes(waits[Math.floor(waits.length / 2)]),
      longestWait: minutes(waits.at(-1)),
    };
  }

  #until(at: number): void {
    while (this.#agenda.next <= at) {
      const now = this.#agenda.next;
      const what = this.#agenda.take();
      if (!what) return;
      this.#dawn(now);
      if ("rule" in what) {
        what.wakeAt = Infinity;
        this.#drain(what, now);
      } else {
        this.#desk.open.set(what.ownerId, (this.#desk.open.get(what.ownerId) ?? 0) - what.count);
        for (const group of this.#groups.values()) if (group.from < group.leads.length) this.#drain(group, now);
      }
    }
    this.#dawn(at);
  }

  /** A new day's shares are counted from nothing. */
  #dawn(at: number): void {
    const day = Math.floor((at + this.#offset) / DAY_MS);
    if (day === this.#day) return;
    this.#day = day;
    for (const turn of this.#desk.turns.values()) turn.given = 0;
  }

  #groupOf(rule: PreparedRule, companyId: string): Group {
    const key = keyOf(rule.id, companyId);
    const known = this.#groups.get(key) ?? { rule, companyId, leads: [], from: 0, wakeAt: Infinity };
    this.#groups.set(key, known);
    return known;
  }

  #give({ rule }: Group, lead: PastLead, now: number, without?: ReturnType<typeof servedOf>): boolean {
    const { ownerId } = decide(this.#desk, rule, lead, { at: new Date(now), ...(without && { without }) });
    if (ownerId === null) return false;
    this.given.set(ownerId, (this.given.get(ownerId) ?? 0) + 1);
    this.byRule.set(rule.place, (this.byRule.get(rule.place) ?? 0) + 1);
    this.#closes(lead, ownerId, now);
    return true;
  }

  #take(lead: PastLead, ownerId: string, now: number): void {
    this.given.set(ownerId, (this.given.get(ownerId) ?? 0) + 1);
    this.#desk.open.set(ownerId, (this.#desk.open.get(ownerId) ?? 0) + 1);
    this.#closes(lead, ownerId, now);
  }

  /** It is open as long as it really was, whoever has it. */
  #closes({ at, openFor }: PastLead, ownerId: string, now: number): void {
    if (openFor !== null) this.#agenda.add(Math.max(at + openFor, now), { ownerId, count: 1 });
  }

  #wait(group: Group, lead: PastLead): void {
    group.leads.push(lead);
    this.#desk.waiting.set(keyOf(group.rule.id, group.companyId), group.leads.length - group.from);
    this.#wake(group, lead.at);
  }

  #drain(group: Group, now: number): void {
    const { rule, companyId, leads } = group;
    const at = new Date(now);
    const key = keyOf(rule.id, companyId);
    for (;;) {
      const lead = leads[group.from];
      if (!lead) break;
      if (!isAnybodyFree(this.#desk, rule, companyId, at)) break;
      if (!this.#give(group, lead, now, servedOf(this.#desk, rule, companyId, at))) break;
      this.#waits.push(now - lead.at);
      group.from++;
      this.#desk.waiting.set(key, leads.length - group.from);
    }
    if (group.from < leads.length) this.#wake(group, now);
  }

  /** When somebody begins to work next; soon, where somebody is there and has had their share. */
  #wake(group: Group, now: number): void {
    const at = new Date(now);
    const starts = poolOf(group.rule, this.#desk.people, group.companyId).flatMap(({ id }) => {
      const start = this.#desk.hours.nextStart(id, at);
      if (start === null) return [];
      return start > now ? start : now + AGAIN_MS;
    });
    const next = Math.min(...starts, Infinity);
    if (next >= group.wakeAt || next === Infinity) return;
    group.wakeAt = next;
    this.#agenda.add(next, group);
  }
}
