"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { FormDialog } from "@/components/form/form-dialog";
import { TextField } from "@/components/form/fields";
import { useActionForm } from "@/components/form/use-action-form";
import { notify } from "@/components/ui/notify";
import { updateTaskAction } from "@/lib/leads/tasks/actions";
import type { TaskView } from "@/lib/leads/tasks/schema";

type PutOffDialogProps = { task: TaskView; today: string; onClose: () => void };

const NAMES = { due: "day", "set.due": "day", "set.due.day": "day" };

/** Another day for something to do; its time of day stays. */
export function PutOffDialog({ task, today, onClose }: PutOffDialogProps) {
  const t = useTranslations("tasks");
  const router = useRouter();
  const { form, failure, pending, onSubmit } = useActionForm({
    // What is late isn't put off to a day that has gone by.
    defaultValues: { day: task.due.day < today ? today : task.due.day },
    submit: ({ day }) =>
      updateTaskAction({ taskId: task.id, set: { due: { day, time: task.due.time } }, seen: { due: task.due } }),
    fieldNames: NAMES,
    onDone: () => {
      notify.success(t("putOffToast"));
      onClose();
      router.refresh();
    },
  });
  return (
    <FormDialog
      size="sm"
      title={t("putOffTitle", { title: task.title })}
      failure={failure}
      pending={pending}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <TextField required type="date" control={form.control} name="day" label={t("day")} />
    </FormDialog>
  );
}
