import { authorize, hasRights } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { wallClock } from "@/lib/core/wall-time";
import { canKeepHours } from "@/lib/calendar/policy";
import { calendarOptions, dayName, weekOf } from "@/lib/calendar/queries";
import { visibleUsers } from "@/lib/users/policy";
import { RIGHTS_OF_ROLE, rightsOf } from "@/lib/users/roles/queries";
import type { Ctx } from "@/lib/core/ctx";
import type { PersonHours } from "@/lib/calendar/schema";

const DAY_MS = 86_400_000;

/** When somebody works and is away; of the past only what ended within a month. */
export async function personHours(ctx: Ctx, userId: string): Promise<PersonHours> {
  const isSelf = hasRights(ctx.actor) && ctx.actor.id === userId;
  if (!isSelf) authorize(ctx, "user.read");
  const [person, options] = await Promise.all([
    reader(ctx).user.findFirst({
      where: { AND: [{ id: userId }, visibleUsers(ctx.actor)] },
      select: {
        id: true,
        timeZone: true,
        role: { select: { key: true, ...RIGHTS_OF_ROLE } },
        calendar: { select: { calendarId: true, week: true } },
        leave: {
          where: { to: { gt: new Date(ctx.now().getTime() - 31 * DAY_MS) } },
          orderBy: [{ from: "asc" }, { id: "asc" }],
        },
        companies: {
          orderBy: { company: { position: "asc" } },
          select: { companyId: true, company: { select: { active: true, calendarId: true } } },
        },
      },
    }),
    calendarOptions(ctx),
  ]);
  const [standard] = options;
  if (!person || !standard) throw notFound();
  const companyIds = person.companies.map(({ companyId }) => companyId);
  const role = { key: person.role.key, ...rightsOf(person.role) };
  const editable = canKeepHours(ctx.actor, { id: person.id, role, companyIds });
  const first = person.companies.find(({ company }) => company.active);
  const ofCompany = options.find(({ id }) => id === first?.company.calendarId);
  return {
    calendarId: person.calendar?.calendarId ?? null,
    week: person.calendar?.week == null ? null : weekOf(person.calendar.week),
    usual: ofCompany ?? standard,
    timeZone: person.timeZone,
    today: dayName(new Date(wallClock(person.timeZone)(ctx.now().getTime()))),
    leave: person.leave.map(({ id, from, to, reason }) => ({
      ...{ id, from: dayName(from), to: dayName(to) },
      reason: editable ? reason : null,
    })),
    editable,
  };
}
