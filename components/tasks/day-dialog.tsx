"use client";

import { useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
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
  /** Under the field: days to choose in one press. */
  offers?: (day: string, choose: (day: string) => void) => React.ReactNode;
  /** What the action calls the day, where it refuses it. */
  names: readonly string[];
  onClose: () => void;
};

/** Another day for something that waits. */
export function DayDialog({ title, day: former, today, put, offers, names, onClose }: DayDialogProps) {
  const t = useTranslations("tasks");
  const refresh = useRefresh();
  const nearest = offers ? "" : today;
  const isPast = offers ? former <= today : former < today;
  const { form, failure, pending, onSubmit } = useActionForm({
    // What is late isn't put off to a day that has gone by; where days are offered none is chosen for one.
    defaultValues: { day: isPast ? nearest : former },
    submit: ({ day }) => put(day),
    fieldNames: Object.fromEntries(names.map((name) => [name, "day"])),
    onDone: () => {
      notify.success(t("putOffToast"));
      onClose();
      refresh();
    },
  });
  const day = useWatch({ control: form.control, name: "day" });
  return (
    <FormDialog size="sm" title={title} failure={failure} pending={pending} onSubmit={onSubmit} onClose={onClose}>
      <TextField required type="date" control={form.control} name="day" label={t("day")} />
      {offers?.(day, (chosen) => {
        form.setValue("day", chosen, { shouldDirty: true, shouldValidate: true });
      })}
    </FormDialog>
  );
}
