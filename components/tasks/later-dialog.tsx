"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { FormDialog } from "@/components/form/form-dialog";
import { TextField } from "@/components/form/fields";
import { useActionForm } from "@/components/form/use-action-form";
import { notify } from "@/components/ui/notify";
import { correctAnswersAction } from "@/lib/leads/actions";
import type { WaitingLead } from "@/lib/leads/tasks/schema";

type LaterDialogProps = { lead: WaitingLead; today: string; onClose: () => void };

const NAMES = { holdUntil: "day" };

/** Another day for a lead that waits. */
export function LaterDialog({ lead, today, onClose }: LaterDialogProps) {
  const t = useTranslations("tasks");
  const router = useRouter();
  const { form, failure, pending, onSubmit } = useActionForm({
    defaultValues: { day: lead.until < today ? today : lead.until },
    submit: ({ day }) =>
      correctAnswersAction({
        ...{ leadId: lead.id, seenStatusId: lead.statusId },
        set: { holdUntil: day },
        seen: { holdUntil: lead.until },
      }),
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
      title={t("waiting.laterNamed", { lead: lead.title })}
      failure={failure}
      pending={pending}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <TextField required type="date" control={form.control} name="day" label={t("day")} />
    </FormDialog>
  );
}
