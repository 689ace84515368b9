import { Prisma } from "@/lib/core/prisma/client";
import { hasRights } from "@/lib/core/ctx";
import { conflict, invalid, notFound, precondition } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { sameValue } from "@/lib/core/same-value";
import { editable, lockCalendars } from "@/lib/calendar/commands";
import { userHoursChanged, userLeaveAdded, userLeaveRemoved } from "@/lib/calendar/events";
import { dayName } from "@/lib/calendar/queries";
import { lockRow, lockUser, subjectOf } from "@/lib/users/commands";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { AddLeaveInput, RemoveLeaveInput, SetHoursInput } from "@/lib/calendar/schema";

const MOST_LEAVE = 500;

/** Another calendar than the company's, or hours of one's own. */
export async function setHours(ctx: Ctx, input: SetHoursInput): Promise<void> {
  await mutate(ctx, async (tx, emit) => {
    const user = await lockPerson(ctx, tx, input.userId);
    const calendars = await lockCalendars(tx);
    const { userId, calendarId, week, seen } = input;
    const row = await tx.personCalendar.findUnique({ where: { userId } });
    const present = { calendarId: row?.calendarId ?? null, week: row?.week ?? null };
    if (sameValue(present, { calendarId, week })) throw precondition("unchanged");
    if (!sameValue(present, seen)) throw conflict();
    if (calendarId !== null && !calendars.some(({ id }) => id === calendarId))
      throw invalid({ calendarId: "notValid" });
    const data = { calendarId, week: week === null ? Prisma.DbNull : editable(week) };
    if (calendarId === null && week === null) await tx.personCalendar.delete({ where: { userId } });
    else await tx.personCalendar.upsert({ where: { userId }, create: { userId, ...data }, update: data });
    const nameOf = (id: string | null) => calendars.find((one) => one.id === id)?.name ?? null;
    const changes = {
      ...(present.calendarId !== calendarId && {
        calendar: { from: nameOf(present.calendarId), to: nameOf(calendarId) },
      }),
      ...(!sameValue(present.week, week) && { week: { from: present.week, to: week } }),
    };
    emit(userHoursChanged, { ...subjectOf(user), payload: { calendarId }, changes });
  });
}

/** Plain data: nobody approves it. */
export async function addLeave(ctx: Ctx, { userId, from, to, reason }: AddLeaveInput): Promise<{ id: string }> {
  return mutate(ctx, async (tx, emit) => {
    const user = await lockPerson(ctx, tx, userId);
    const kept = await tx.leave.findMany({ where: { userId }, select: { from: true, to: true } });
    if (kept.length >= MOST_LEAVE) throw precondition("tooMuchLeave");
    if (kept.some((one) => dayName(one.from) <= from && to <= dayName(one.to))) throw invalid({ from: "leaveKnown" });
    const id = newId();
    await tx.leave.create({ data: { id, userId, from: new Date(from), to: new Date(to), reason } });
    emit(userLeaveAdded, { ...subjectOf(user), payload: { from, to } });
    return { id };
  });
}

export async function removeLeave(ctx: Ctx, { userId, leaveId }: RemoveLeaveInput): Promise<void> {
  await mutate(ctx, async (tx, emit) => {
    const user = await lockPerson(ctx, tx, userId);
    const leave = await tx.leave.findFirst({ where: { id: leaveId, userId } });
    if (!leave) throw notFound();
    await tx.leave.delete({ where: { id: leaveId } });
    emit(userLeaveRemoved, { ...subjectOf(user), payload: { from: dayName(leave.from), to: dayName(leave.to) } });
  });
}

/** Oneself, or whom one manages. */
function lockPerson(ctx: Ctx, tx: Tx, userId: string) {
  const isSelf = hasRights(ctx.actor) && ctx.actor.id === userId;
  return isSelf ? lockRow(tx, userId) : lockUser(ctx, tx, userId);
}
