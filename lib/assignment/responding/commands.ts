import { addWorkingMinutes } from "@/lib/calendar/working-time/schema";
import { calendarsOfPeople } from "@/lib/calendar/queries";
import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { logger } from "@/lib/core/logger";
import { mutate } from "@/lib/core/mutate";
import { afterReminder, keepBooked, verdictOf } from "@/lib/assignment/assigning/commands";
import { decide, ruleFor } from "@/lib/assignment/desk";
import { leadResponseEscalated, leadResponseReminded } from "@/lib/assignment/events";
import { deskFor, lockAssigning } from "@/lib/assignment/people/queries";
import { reminderLetter, takenBackLetter, unansweredLetter } from "@/lib/assignment/responding/letters";
import {
  dueWatches,
  lockWatched,
  managersOf,
  MAY_BE_UNANSWERED,
  STILL_UNANSWERED,
} from "@/lib/assignment/responding/queries";
import { readAssignment } from "@/lib/assignment/rules/queries";
import { changeLeads } from "@/lib/leads/bulk/commands";
import { lockLeads } from "@/lib/leads/bulk/queries";
import { firstTakenBack } from "@/lib/leads/contact/taking-back/policy";
import { BY_ASSIGNMENT } from "@/lib/leads/ownership/schema";
import { leadLabel } from "@/lib/leads/schema";
import { post } from "@/lib/settings/mail/commands";
import { mailOutlook } from "@/lib/settings/mail/queries";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Letter } from "@/lib/core/mail/letter";
import type { Emit } from "@/lib/core/mutate";
import type { ResponseWatch } from "@/lib/core/prisma/client";
import type { Decision, Desk } from "@/lib/assignment/desk";
import type { Skip } from "@/lib/assignment/schema";
import type { Reader, Unanswered } from "@/lib/assignment/responding/letters";
import type { WatchedLead } from "@/lib/assignment/responding/queries";

const BATCH = 50;

/** Somebody was faster, or works the lead at this moment. */
class NotNow extends Error {}

/**
 * Acts on leads that wait too long for a first response: the owner is reminded, then somebody else gets the lead, then
 * whoever manages hears of it. Each step is one transaction with its event and its mails, so that it is done once,
 * whichever process does it and wherever it is killed. Answers whether there may be more.
 */
export async function stepResponses(now: () => Date = () => new Date()): Promise<boolean> {
  const at = now();
  const due = await dueWatches(at, BATCH);
  if (due.length === 0) return false;
  await forgetAnswered(at);
  let acted = 0;
  for (const watch of await stillDue(due, at)) {
    try {
      await act(watch, at);
      acted++;
    } catch (error) {
      if (!(error instanceof NotNow))
        logger.error({ err: error, leadId: watch.leadId }, "a response couldn't be asked for");
    }
  }
  return due.length === BATCH && acted > 0;
}

const FORGET = `
  delete from "ResponseWatch" w using "Lead" l, "Status" s
   where l.id = w."leadId" and s.id = l."statusId" and w."dueAt" <= $1::timestamptz and not (${MAY_BE_UNANSWERED})`;

const PUT_OFF = `
  update "ResponseWatch" w set "dueAt" = $1::timestamptz + interval '1 day' from "Lead" l, "Status" s
   where l.id = w."leadId" and s.id = l."statusId" and w."dueAt" <= $1::timestamptz
     and ${MAY_BE_UNANSWERED} and not (${STILL_UNANSWERED})`;

/**
 * An attempt was logged, or the lead is somebody else's or done: nothing is waited for any more. While all attempts can
 * still be taken back it is only put off; whoever takes one back has it looked at at once.
 */
async function forgetAnswered(at: Date): Promise<void> {
  const first = firstTakenBack(at);
  await database().$executeRawUnsafe(FORGET, at, first);
  await database().$executeRawUnsafe(PUT_OFF, at, first);
}

/** Whoever has gone on leave since, or whose hours changed, has the working time that is theirs. */
async function stillDue(watches: ResponseWatch[], at: Date): Promise<ResponseWatch[]> {
  const calendars = await calendarsOfPeople(
    {},
    watches.map(({ ownerId }) => ownerId),
  );
  const due: ResponseWatch[] = [];
  for (const watch of watches) {
    const calendar = calendars.get(watch.ownerId);
    const dueAt = calendar ? addWorkingMinutes(calendar, watch.since, minutesOf(watch)) : watch.dueAt;
    if (dueAt !== null && dueAt <= at) due.push(watch);
    else {
      const where = { leadId: watch.leadId, since: watch.since, step: watch.step };
      // Leave may be taken back and hours may change: looked at again within the hour.
      const again = new Date(Math.min(dueAt?.getTime() ?? Infinity, at.getTime() + HOUR_MS));
      await database().responseWatch.updateMany({ where, data: { dueAt: again } });
    }
  }
  return due;
}

const HOUR_MS = 3_600_000;

function minutesOf({ step, remind, takeBack }: ResponseWatch): number {
  return (step === "remind" ? remind : takeBack) ?? 0;
}

async function act(watch: ResponseWatch, at: Date): Promise<void> {
  const ctx = systemCtx("assignment", { now: () => at });
  await mutate(ctx, async (tx, emit) => {
    if (watch.step === "takeBack") await lockAssigning(tx);
    const lead = await lockWatched(tx, watch);
    if (!lead) throw new NotNow();
    const step = { ctx: { ...ctx, tx }, tx, emit, watch, lead, at };
    if (watch.step === "remind") await remind(step);
    else if (watch.step === "takeBack") await giveOn(step);
    else await tell(step, { nobodyElse: false });
  });
}

type Step = { ctx: Ctx; tx: Tx; emit: Emit; watch: ResponseWatch; lead: WatchedLead; at: Date };

async function remind(step: Step): Promise<void> {
  const { tx, emit, watch, lead, at } = step;
  const [minutes, takeBack] = [minutesOf(watch), watch.takeBack];
  emit(leadResponseReminded, { ...about(lead), payload: { ownerId: lead.ownerId, minutes, rule: watch.ruleName } });
  const left = takeBack === null || watch.takenFrom.length > 0 ? null : takeBack - minutes;
  if (lead.ownerActive)
    await write(step, "reminder", [ownerOf(lead)], (to) => reminderLetter({ ...unanswered(step), left }, to));
  const calendar = (await calendarsOfPeople({ tx }, [lead.ownerId])).get(lead.ownerId);
  const next = takeBack !== null && calendar ? addWorkingMinutes(calendar, watch.since, takeBack) : null;
  if (next === null) await tx.responseWatch.delete({ where: { leadId: lead.id } });
  else
    await tx.responseWatch.update({
      where: { leadId: lead.id },
      // Two steps of one lead aren't one moment, also after the server was away.
      data: { step: afterReminder(watch.takenFrom), dueAt: new Date(Math.max(next.getTime(), at.getTime() + 1)) },
    });
}

/** Somebody else of the rule gets the lead; where there is nobody, it stays, and whoever manages hears. */
async function giveOn(step: Step): Promise<void> {
  const { ctx, tx, watch, lead, at } = step;
  const desk = await deskFor(ctx, await readAssignment(tx), at);
  const takenFrom = [...watch.takenFrom, lead.ownerId];
  const decision = decideAnew(desk, watch, lead, { at, takenFrom });
  if (!decision?.ownerId) {
    await tell(step, { nobodyElse: true });
    return;
  }
  decision.receipt.takenFrom = { id: lead.ownerId, minutes: minutesOf(watch) };
  const { ownerId, rule, receipt } = verdictOf(decision);
  const leads = new Map((await lockLeads(tx, [lead.id])).map((one) => [one.id, one]));
  const given = { method: BY_ASSIGNMENT, reason: rule.name, receipt };
  await changeLeads(ctx, leads, [{ leadId: lead.id, set: { owner: ownerId } }], {
    byLead: new Map([[lead.id, given]]),
  });
  await tx.responseWatch.deleteMany({ where: { leadId: lead.id } });
  await keepBooked(tx, desk, [{ leadId: lead.id, decision, at, takenFrom }]);
  if (lead.ownerActive) await write(step, "takenBack", [ownerOf(lead)], (to) => takenBackLetter(unanswered(step), to));
}

/** By the rule that gave it, as it is now; else by whichever speaks of the lead. */
function decideAnew(
  desk: Desk,
  watch: ResponseWatch,
  lead: WatchedLead,
  { at, takenFrom }: { at: Date; takenFrom: string[] },
): Decision | undefined {
  const rule = desk.rules.find(({ id }) => id === watch.ruleId) ?? ruleFor(desk, lead);
  if (!rule) return undefined;
  const without = new Map<string, Skip>(takenFrom.map((id) => [id, "takenBack"]));
  return decide(desk, rule, lead, { at, without });
}

async function tell(step: Step, { nobodyElse }: { nobodyElse: boolean }): Promise<void> {
  const { tx, emit, watch, lead } = step;
  const payload = { ownerId: lead.ownerId, minutes: minutesOf(watch), rule: watch.ruleName, nobodyElse };
  emit(leadResponseEscalated, { ...about(lead), payload });
  await tx.responseWatch.delete({ where: { leadId: lead.id } });
  const managers = await managersOf(tx, lead.companyId);
  await write(step, "unanswered", managers, (to) => unansweredLetter({ ...unanswered(step), nobodyElse }, to));
}

function about({ id, number, companyId, ownerId }: WatchedLead) {
  return { subjectId: id, subjectLabel: leadLabel(number), companyIds: [companyId], ownerIds: [ownerId] };
}

function unanswered({ watch, lead }: Step): Unanswered {
  const who = lead.contactName || lead.firm;
  return {
    ...{ number: lead.number, who, owner: lead.ownerName },
    ...{ minutes: minutesOf(watch), rule: watch.ruleName, left: null },
  };
}

type Address = { email: string; locale: string; timeZone: string };

function ownerOf({ ownerEmail, ownerLocale, ownerTimeZone }: WatchedLead): Address {
  return { email: ownerEmail, locale: ownerLocale, timeZone: ownerTimeZone };
}

async function write(
  { tx, at }: Step,
  kind: string,
  people: readonly Address[],
  letterFor: (to: Reader) => Letter,
): Promise<void> {
  const { baseUrl } = await mailOutlook(tx);
  await post(
    tx,
    at,
    people.map(({ email, locale, timeZone }) => ({
      kind,
      to: email,
      letter: letterFor({ locale, timeZone, baseUrl }),
    })),
  );
}
