"use client";

import { CalendarClock, CalendarDays, EllipsisVertical, Pencil, Repeat as RepeatIcon, Trash2 } from "lucide-react";
import { useLocale, useTimeZone, useTranslations } from "next-intl";
import { Link } from "@/components/ui/link";
import { useState } from "react";
import { useRun } from "@/components/form/use-run";
import { PutOffDialog } from "@/components/tasks/put-off-dialog";
import { ofDistinctDays, postponed } from "@/components/tasks/postponed";
import { Checkbox } from "@/components/ui/checkbox";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/components/ui/menu";
import { notify } from "@/components/ui/notify";
import { cn } from "@/lib/core/cn";
import { formatDateTime, formatDay } from "@/lib/core/format";
import { leadHref } from "@/lib/leads/list/schema";
import {
  completeTaskAction,
  removeTaskAction,
  reopenTaskAction,
  restoreTaskAction,
  updateTaskAction,
} from "@/lib/leads/tasks/actions";
import type { Postponement } from "@/components/tasks/postponed";
import type { TaskView } from "@/lib/leads/tasks/schema";

type TaskRowProps = {
  task: TaskView;
  /** The moment the page was made. */
  now: string;
  today: string;
  /** Says which lead it is about. */
  withLead?: boolean;
  /** Says whose it is. */
  withAssignee?: boolean;
  onEdit: (task: TaskView) => void;
};

const PUT_OFF: readonly Postponement[] = ["hour", "tomorrow", "monday", "week"];

/** One thing to do: done with one press, put off with two, to any day with one more. */
export function TaskRow({ task, now, today, withLead = false, withAssignee = false, onEdit }: TaskRowProps) {
  const t = useTranslations("tasks");
  const common = useTranslations("common");
  const { run, pending } = useRun();
  const [choosing, setChoosing] = useState(false);
  const isDone = task.doneAt !== null;
  const reopen = () => run(() => reopenTaskAction({ taskId: task.id }));

  async function complete() {
    const result = await run(() => completeTaskAction({ taskId: task.id }));
    if (!result) return;
    notify.success(t(result.nextTaskId === null ? "doneToast" : "doneRepeats", { title: task.title }), {
      action: { label: common("undo"), run: () => void reopen() },
    });
  }
  async function remove() {
    const result = await run(() => removeTaskAction({ taskId: task.id }));
    if (!result) return;
    const restore = () => run(() => restoreTaskAction({ taskId: task.id, ...result }));
    notify.success(t("removed"), { action: { label: common("undo"), run: () => void restore() } });
  }
  const putOff = (how: Postponement) =>
    run(
      () =>
        updateTaskAction({
          taskId: task.id,
          set: { due: postponed(task.due, how, { now: new Date(), today }) },
          seen: { due: task.due },
          putOff: true,
        }),
      t("putOffToast"),
    );

  return (
    <li className="flex items-start gap-3 px-4 py-2.5">
      <Checkbox
        className="mt-0.5"
        aria-label={t(isDone ? "reopenNamed" : "doneNamed", { title: task.title })}
        checked={isDone}
        disabled={pending || !task.editable}
        onCheckedChange={(checked) => void (checked ? complete() : reopen())}
      />
      <div className="min-w-0 flex-1">
        <p className={cn("text-sm wrap-anywhere", isDone && "text-muted-foreground line-through")}>{task.title}</p>
        <TaskFacts task={task} now={now} today={today} withLead={withLead} withAssignee={withAssignee} />
        {task.notes !== "" && !isDone && (
          <p className="mt-0.5 line-clamp-3 text-xs whitespace-pre-line text-muted-foreground wrap-anywhere">
            {task.notes}
          </p>
        )}
      </div>
      {task.editable && !isDone && (
        <Menu>
          <MenuTrigger render={<IconButton label={t("more", { title: task.title })} size="sm" disabled={pending} />}>
            <EllipsisVertical aria-hidden />
          </MenuTrigger>
          <MenuContent align="end">
            {ofDistinctDays(PUT_OFF, today).map((how) => (
              <MenuItem key={how} onClick={() => void putOff(how)}>
                <CalendarClock aria-hidden />
                {t(`putOff.${how}`)}
              </MenuItem>
            ))}
            <MenuItem
              onClick={() => {
                setChoosing(true);
              }}
            >
              <CalendarDays aria-hidden />
              {t("putOff.day")}
            </MenuItem>
            <MenuItem
              onClick={() => {
                onEdit(task);
              }}
            >
              <Pencil aria-hidden />
              {common("edit")}
            </MenuItem>
            <MenuItem tone="danger" onClick={() => void remove()}>
              <Trash2 aria-hidden />
              {common("delete")}
            </MenuItem>
          </MenuContent>
        </Menu>
      )}
      {choosing && (
        <PutOffDialog
          task={task}
          today={today}
          onClose={() => {
            setChoosing(false);
          }}
        />
      )}
    </li>
  );
}

type TaskFactsProps = Required<Pick<TaskRowProps, "task" | "now" | "today" | "withLead" | "withAssignee">>;

function TaskFacts({ task, now, today, withLead, withAssignee }: TaskFactsProps) {
  const t = useTranslations("tasks");
  const to = { locale: useLocale(), timeZone: useTimeZone() ?? "UTC" };
  const { due, lead, assignee, repeat, doneAt } = task;
  const isLate = doneAt === null && Date.parse(task.dueAt) < Date.parse(now);
  const day = due.day === today ? t("today") : formatDay(`${due.day}T00:00Z`, { ...to, timeZone: "UTC" });
  const when = due.time === null ? day : `${day}, ${due.time}`;
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5 text-xs text-muted-foreground">
      <span className={cn(isLate && "font-medium text-danger")} title={formatDateTime(task.dueAt, to)}>
        {isLate ? t("late", { when }) : when}
      </span>
      {repeat !== "" && (
        <span title={t("repeats.some")}>
          <RepeatIcon aria-hidden className="size-3" />
          <span className="sr-only">{t("repeats.some")}</span>
        </span>
      )}
      {withLead && lead && (
        <Link href={leadHref(lead.number)} className="underline underline-offset-2 wrap-anywhere hover:text-foreground">
          {lead.label} {lead.title}
        </Link>
      )}
      {withAssignee && <span>{assignee.name}</span>}
      {doneAt !== null && <span>{t("doneBy", { who: task.doneBy, when: formatDateTime(doneAt, to) })}</span>}
    </p>
  );
}
