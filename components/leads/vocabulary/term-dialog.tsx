"use client";

import { useTranslations } from "next-intl";
import { useRefresh } from "@/components/live/use-refresh";
import { changedFields } from "@/components/form/changed-fields";
import { TextField } from "@/components/form/fields";
import { FormDialog } from "@/components/form/form-dialog";
import { useActionForm } from "@/components/form/use-action-form";
import { addTermAction, updateTermAction } from "@/lib/leads/vocabulary/actions";
import type { ActionResult } from "@/lib/core/define-action";
import type { TermView } from "@/lib/leads/vocabulary/schema";

type TermDialogProps = {
  kind: "leadType" | "lostReason";
  /** The one that is renamed; a new one otherwise. */
  term: TermView | undefined;
  onClose: () => void;
};

/** Both labels of a lead type or a lost reason. */
export function TermDialog({ kind, term, onClose }: TermDialogProps) {
  const t = useTranslations("vocabulary");
  const refresh = useRefresh();
  const first = { labelEn: term?.labelEn ?? "", labelEs: term?.labelEs ?? "" };
  const { form, ...rest } = useActionForm({
    defaultValues: first,
    submit: (typed): Promise<ActionResult<unknown>> => {
      if (!term) return addTermAction({ kind, ...typed });
      const edit = changedFields(typed, first, first);
      if (Object.keys(edit.set).length === 0) return Promise.resolve({ ok: true, data: null });
      return updateTermAction({ kind, id: term.id, ...edit });
    },
    onDone: () => {
      onClose();
      refresh();
    },
  });
  return (
    <FormDialog size="sm" title={t(term ? `${kind}.edit` : `${kind}.new`)} onClose={onClose} {...rest}>
      <TextField control={form.control} name="labelEs" label={t("labelEs")} required autoComplete="off" autoFocus />
      <TextField control={form.control} name="labelEn" label={t("labelEn")} required autoComplete="off" />
    </FormDialog>
  );
}
