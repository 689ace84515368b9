"use client";

import { useTranslations } from "next-intl";
import { DayDialog } from "@/components/tasks/day-dialog";
import { updateTaskAction } from "@/lib/leads/tasks/actions";
import type { TaskView } from "@/lib/leads/tasks/schema";

type PutOffDialogProps = { task: TaskView; today: string; onClose: () => void };

const NAMES = ["due", "set.due", "set.due.day"];

/** Another day for something to do; its time of day stays. */
export function PutOffDialog({ task, today, onClose }: PutOffDialogProps) {
  const t = useTranslations("tasks");
  const { id: taskId, due } = task;
  return (
    <DayDialog
      title={t("putOffTitle", { title: task.title })}
      day={due.day}
      today={today}
      put={(day) => updateTaskAction({ taskId, set: { due: { day, time: due.time } }, seen: { due }, putOff: true })}
      names={NAMES}
      onClose={onClose}
    />
  );
}
