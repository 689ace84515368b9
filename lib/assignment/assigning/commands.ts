import { addWorkingMinutes } from "@/lib/calendar/working-time/schema";
import { insertRows } from "@/lib/core/rows";
import { decide, keyOf, ruleFor } from "@/lib/assignment/desk";
import { deskFor, lockAssigning } from "@/lib/assignment/people/queries";
import type { Tx } from "@/lib/core/db";
import type { Decision, Desk } from "@/lib/assignment/desk";
import type { WorkingCalendar } from "@/lib/calendar/working-time/schema";
import type { Assignment, Receipt } from "@/lib/assignment/schema";
import type { Decide } from "@/lib/leads/commands";
import type { Verdict } from "@/lib/leads/ownership/schema";

/** What was decided of a lead, and when. */
type Booked = { leadId: string; decision: Decision; at: Date; takenFrom?: readonly string[] };

/** Says of one new lead after the other whose it becomes; `close` keeps what that changed. */
export type Assigner = { decide: Decide; close: () => Promise<void> };

/**
 * The rules of assignment for a batch of new leads, in the transaction that makes them. It holds the lock of assigning
 * until that ends, and reads people, loads, turns and calendars once for all of them. Nothing where there are no rules.
 */
export async function openAssigner(
  tx: Tx,
  assignment: Assignment,
  more: { at: Date; isOpen: (statusId: string) => boolean },
): Promise<Assigner | undefined> {
  if (assignment.rules.length === 0) return undefined;
  await lockAssigning(tx);
  const desk = await deskFor({ tx }, assignment, more.at);
  const booked: Booked[] = [];
  return {
    decide: (lead) => {
      // What is closed at the first look is nobody's work.
      if (!more.isOpen(lead.statusId)) return undefined;
      const rule = ruleFor(desk, lead);
      if (!rule) return undefined;
      const key = keyOf(rule.id, lead.companyId);
      const ahead = desk.waiting.get(key) ?? 0;
      const decision = ahead > 0 ? behind(desk, rule, ahead) : decide(desk, rule, lead, { at: more.at });
      if (decision.ownerId === null) desk.waiting.set(key, ahead + 1);
      booked.push({ leadId: lead.id, decision, at: more.at });
      return verdictOf(decision);
    },
    close: () => keepBooked(tx, desk, booked),
  };
}

/** Whoever comes after others that wait, waits too: who came first is served first. */
function behind(desk: Desk, rule: Decision["rule"], count: number): Decision {
  const { id, name, place, method } = rule;
  const receipt: Receipt = { rule: { id, name, place, version: desk.version }, method, people: [], behind: count };
  return { rule, ownerId: null, receipt };
}

export function verdictOf({ ownerId, receipt }: Decision): Verdict {
  const { id, name, version } = receipt.rule;
  return { ownerId, rule: { id, name, version }, receipt };
}

type Timed = Desk & { calendars: ReadonlyMap<string, WorkingCalendar> };

const TURNS = `
  insert into "AssignmentTurn" ("ruleId", "userId", credit, day, given)
  select t."ruleId"::uuid, t."userId"::uuid, t.credit, ($2::timestamptz at time zone organisation_zone())::date, t.given
    from jsonb_to_recordset($1::jsonb) as t("ruleId" text, "userId" text, credit float8, given int)
  on conflict ("ruleId", "userId") do update set credit = excluded.credit, day = excluded.day, given = excluded.given`;

/** The turns as they stand now, and whose first response is waited for: two statements for any number of leads. */
export async function keepBooked(tx: Tx, desk: Timed, booked: readonly Booked[]): Promise<void> {
  const [first] = booked;
  if (!first) return;
  const ruleIds = new Set(booked.map(({ decision }) => decision.rule.id));
  const turns = [...desk.turns].flatMap(([key, turn]) => {
    const [ruleId = "", userId = ""] = key.split(" ");
    return ruleIds.has(ruleId) ? [{ ruleId, userId, ...turn }] : [];
  });
  if (turns.length > 0) await tx.$executeRawUnsafe(TURNS, JSON.stringify(turns), first.at);
  const watches = booked.flatMap((one) => watchOf(desk, one));
  if (watches.length === 0) return;
  await tx.responseWatch.deleteMany({ where: { leadId: { in: watches.map(({ leadId }) => leadId) } } });
  await insertRows(tx, "ResponseWatch", watches);
}

function watchOf({ calendars, version }: Timed, { leadId, decision, at, takenFrom = [] }: Booked) {
  const { rule, ownerId } = decision;
  const minutes = rule.remind ?? rule.takeBack;
  if (ownerId === null || minutes === null) return [];
  const calendar = calendars.get(ownerId);
  const dueAt = calendar ? addWorkingMinutes(calendar, at, minutes) : new Date(at.getTime() + minutes * 60_000);
  // Who never works again is never late.
  if (dueAt === null) return [];
  const step = rule.remind === null ? afterReminder(takenFrom) : "remind";
  const { id: ruleId, name: ruleName, remind, takeBack } = rule;
  return [{ leadId, ownerId, since: at, ruleId, ruleName, version, remind, takeBack, step, dueAt, takenFrom }];
}

/** A lead is taken from one person; after the second it is for whoever manages. */
export function afterReminder(takenFrom: readonly string[]): "takeBack" | "tell" {
  return takenFrom.length === 0 ? "takeBack" : "tell";
}
