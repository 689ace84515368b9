"use client";

import { useTranslations } from "next-intl";
import { useRefresh } from "@/components/live/use-refresh";
import { FormDialog } from "@/components/form/form-dialog";
import { TextField } from "@/components/form/fields";
import { useActionForm } from "@/components/form/use-action-form";
import { notify } from "@/components/ui/notify";
import type { ActionResult } from "@/lib/core/define-action";

type DayDialogProps = {
  title: string;
  /** The day it has. */
  day: string;
  today: string;
  put: (day: string) => Promise<ActionResult<unknown>>;
  /** What the action calls the day, where it refuses it. */
  names: readonly string[];
  onClose: () => void;
};

/** Another day for something that waits. */
export function DayDialog({ title, day: former, today, put, names, onClose }: DayDialogProps) {
  const t = useTranslations("tasks");
  const refresh = useRefresh();
  const { form, failure, pending, onSubmit } = useActionForm({
    // What is late isn't put off to a day that has gone by.
    defaultValues: { day: former < today ? today : former },
    submit: ({ day }) => put(day),
    fieldNames: Object.fromEntries(names.map((name) => [name, "day"])),
    onDone: () => {
      notify.success(t("putOffToast"));
      onClose();
      refresh();
    },
  });
  return (
    <FormDialog size="sm" title={title} failure={failure} pending={pending} onSubmit={onSubmit} onClose={onClose}>
      <TextField required type="date" control={form.control} name="day" label={t("day")} />
    </FormDialog>
  );
}
