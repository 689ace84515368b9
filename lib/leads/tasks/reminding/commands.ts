import { actorsWith } from "@/lib/auth/queries";
import { keptBy, STANDING } from "@/lib/auth/standing/policy";
import { database } from "@/lib/core/db";
import { formatDate, formatDateTime } from "@/lib/core/format";
import { lettersIn } from "@/lib/i18n/words-in";
import { reachesLead } from "@/lib/leads/audience";
import { leadLabel } from "@/lib/leads/schema";
import { post } from "@/lib/settings/mail/commands";
import { mailOutlook } from "@/lib/settings/mail/queries";
import type { Tx } from "@/lib/core/db";
import type { Letter } from "@/lib/core/mail/letter";
import type { Prisma } from "@/lib/core/prisma/client";

const BATCH = 50;
/** A reminder that comes much later than it was asked for is none. */
const TOO_LATE_MS = 12 * 3_600_000;

const REMINDED = {
  assignee: {
    select: { email: true, locale: true, timeZone: true, lastSignInAt: true, passwordHash: true, ...STANDING },
  },
  lead: { select: { number: true, contactName: true, firm: true, companyId: true, ownerId: true } },
} as const satisfies Prisma.TaskInclude;
type Reminded = Prisma.TaskGetPayload<{ include: typeof REMINDED }>;

/** Writes the reminders that are due by now, each once. Answers whether there may be more. */
export async function remindDue(now = new Date()): Promise<boolean> {
  const waiting = await database().task.count({ where: WAITING(now), take: 1 });
  if (waiting === 0) return false;
  return database().$transaction(
    async (tx) => {
      const rows = await tx.$queryRawUnsafe<{ id: string }[]>(
        `select id::text from "Task" where "remindAt" <= $1::timestamptz and "remindedAt" is null and "doneAt" is null
          order by "remindAt" limit ${BATCH} for update skip locked`,
        now,
      );
      const ids = rows.map(({ id }) => id);
      const tasks = await tx.task.findMany({ where: { id: { in: ids } }, include: REMINDED });
      await remind(tx, tasks, now);
      await tx.task.updateMany({ where: { id: { in: ids } }, data: { remindedAt: now } });
      return rows.length === BATCH;
    },
    { timeout: 60_000 },
  );
}

const WAITING = (now: Date) => ({ remindAt: { lte: now }, remindedAt: null, doneAt: null });

async function remind(tx: Tx, tasks: Reminded[], now: Date): Promise<void> {
  const { baseUrl } = await mailOutlook(tx);
  const fresh = tasks.filter(
    ({ remindAt, assignee }) =>
      remindAt !== null &&
      now.getTime() - remindAt.getTime() < TOO_LATE_MS &&
      keptBy(assignee) === null &&
      (assignee.passwordHash !== null || assignee.lastSignInAt !== null),
  );
  const shown = await leadsShown(tx, fresh);
  const letters = shown.map((task) => ({ kind: "task", to: task.assignee.email, letter: letterOf(task, baseUrl) }));
  await post(tx, now, letters);
}

/** The tasks without the leads that whoever has them doesn't see, or not any more. */
async function leadsShown(tx: Tx, tasks: Reminded[]): Promise<Reminded[]> {
  if (!tasks.some(({ lead }) => lead)) return tasks;
  const readers = new Map((await actorsWith(tx, "lead.read")).map(({ actor }) => [actor.id, reachesLead(actor)]));
  return tasks.map((task) => ({
    ...task,
    lead: task.lead && readers.get(task.assigneeId)?.(task.lead) ? task.lead : null,
  }));
}

function letterOf({ title, notes, dueAt, dueDay, lead, assignee }: Reminded, baseUrl: string): Letter {
  const t = lettersIn(assignee.locale);
  const when = dueDay
    ? formatDate(dueDay, { locale: assignee.locale, timeZone: "UTC" })
    : formatDateTime(dueAt, { locale: assignee.locale, timeZone: assignee.timeZone });
  const about = lead ? `${leadLabel(lead.number)} ${lead.contactName || lead.firm}`.trim() : "";
  const href = lead ? `/leads/${lead.number}` : "/tasks";
  return {
    subject: t("task.subject", { title }),
    paragraphs: [
      about === "" ? t("task.text", { title, when }) : t("task.textOfLead", { title, when, lead: about }),
      notes,
    ].filter(Boolean),
    ...(baseUrl !== "" && { link: { label: t("task.link"), href: baseUrl + href } }),
    footer: t("task.footer"),
  };
}
