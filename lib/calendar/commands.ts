import { authorize } from "@/lib/core/ctx";
import { conflict, invalid, notFound, precondition } from "@/lib/core/errors";
import { given } from "@/lib/core/given";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { sameValue } from "@/lib/core/same-value";
import { fold } from "@/lib/core/text";
import { calendarCreated, calendarRemoved, calendarUpdated, companyCalendarGiven } from "@/lib/calendar/events";
import { weekOf } from "@/lib/calendar/queries";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Changes } from "@/lib/core/events";
import type { AddCalendarInput, GiveCalendarInput, UpdateCalendarInput } from "@/lib/calendar/schema";

/** One more calendar, which begins as a copy of another with its holidays. */
export async function addCalendar(ctx: Ctx, { name, copyOf }: AddCalendarInput): Promise<{ id: string }> {
  authorize(ctx, "settings.manage");
  return mutate(ctx, async (tx, emit) => {
    const all = await lockCalendars(tx);
    const model = requireCalendar(all, copyOf);
    requireFreeName(all, name);
    const id = newId();
    const week = weekOf(model.week);
    await tx.workingCalendar.create({ data: { id, name, timeZone: model.timeZone, week: editable(week) } });
    await tx.$executeRawUnsafe(
      `insert into "Holiday" (id, "calendarId", day, yearly, name)
       select gen_random_uuid(), $1::uuid, day, yearly, name from "Holiday" where "calendarId" = $2::uuid`,
      id,
      model.id,
    );
    emit(calendarCreated, { subjectId: id, subjectLabel: name, payload: { copyOf: model.id } });
    return { id };
  });
}

/** Name, zone, hours: what is given, unless somebody changed it since it was seen. */
export async function updateCalendar(ctx: Ctx, input: UpdateCalendarInput): Promise<void> {
  authorize(ctx, "settings.manage");
  await mutate(ctx, async (tx, emit) => {
    const all = await lockCalendars(tx);
    const calendar = requireCalendar(all, input.calendarId);
    const { week, ...words } = given(input.set);
    if (words.name !== undefined) requireFreeName(all, words.name, calendar.id);
    const changes: Changes = {};
    for (const [field, value] of Object.entries({ ...words, ...(week && { week }) })) {
      const present = calendar[field as "name" | "timeZone" | "week"];
      if (sameValue(present, value)) continue;
      if (!sameValue(present, input.seen[field])) throw conflict({ field });
      changes[field] = { from: present, to: value };
    }
    if (Object.keys(changes).length === 0) throw precondition("unchanged");
    const data = { ...words, ...(week && { week: editable(week) }) };
    await tx.workingCalendar.update({ where: { id: calendar.id }, data });
    const subject = { subjectId: calendar.id, subjectLabel: words.name ?? calendar.name };
    emit(calendarUpdated, { ...subject, payload: {}, changes });
  });
}

/** One by which nobody works any more. */
export async function removeCalendar(ctx: Ctx, { calendarId }: { calendarId: string }): Promise<void> {
  authorize(ctx, "settings.manage");
  await mutate(ctx, async (tx, emit) => {
    const calendar = requireCalendar(await lockCalendars(tx), calendarId);
    if (calendar.isDefault) throw precondition("calendarNeeded");
    const where = { calendarId };
    const [companies, people] = [await tx.company.count({ where }), await tx.personCalendar.count({ where })];
    if (companies + people > 0) throw precondition("calendarInUse");
    await tx.workingCalendar.delete({ where: { id: calendarId } });
    emit(calendarRemoved, { subjectId: calendarId, subjectLabel: calendar.name, payload: {} });
  });
}

/** By which calendar a company works; null: by the organisation's. */
export async function giveCalendar(ctx: Ctx, input: GiveCalendarInput): Promise<void> {
  authorize(ctx, "settings.manage");
  await mutate(ctx, async (tx, emit) => {
    const all = await lockCalendars(tx);
    const company = await tx.company.findUnique({ where: { id: input.companyId } });
    if (!company) throw notFound();
    if (company.calendarId === input.calendarId) throw precondition("unchanged");
    if (company.calendarId !== input.seenCalendarId) throw conflict();
    const nameOf = (id: string | null) => (id === null ? null : requireCalendar(all, id).name);
    const changes = { calendar: { from: nameOf(company.calendarId), to: nameOf(input.calendarId) } };
    await tx.company.update({ where: { id: company.id }, data: { calendarId: input.calendarId } });
    const subject = { subjectId: company.id, subjectLabel: company.name, companyIds: [company.id] };
    emit(companyCalendarGiven, { ...subject, payload: { calendarId: input.calendarId }, changes });
  });
}

/** All of them, so that two writers don't give one name twice, and none is taken away while it is given to somebody. */
export async function lockCalendars(tx: Tx) {
  await tx.$queryRawUnsafe(`select pg_advisory_xact_lock(hashtext('calendars'))::text`);
  return tx.workingCalendar.findMany();
}

export function requireCalendar<C extends { id: string }>(all: readonly C[], id: string): C {
  const calendar = all.find((one) => one.id === id);
  if (!calendar) throw notFound();
  return calendar;
}

function requireFreeName(all: readonly { id: string; name: string }[], name: string, exceptId?: string): void {
  if (all.some((one) => one.id !== exceptId && fold(one.name) === fold(name))) throw invalid({ name: "taken" });
}

/** Hours as Prisma takes them: lists that could be written to. */
export function editable(week: ReturnType<typeof weekOf>): number[][][] {
  return week.map((spans) => spans.map(([from, to]) => [from, to]));
}
