"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { changedFields } from "@/components/form/changed-fields";
import { TextField } from "@/components/form/fields";
import { useActionForm } from "@/components/form/use-action-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
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
  const common = useTranslations("common");
  const router = useRouter();
  const first = { labelEn: term?.labelEn ?? "", labelEs: term?.labelEs ?? "" };
  const { form, failure, pending, onSubmit } = useActionForm({
    defaultValues: first,
    submit: (typed): Promise<ActionResult<unknown>> => {
      if (!term) return addTermAction({ kind, ...typed });
      const edit = changedFields(typed, first, first);
      if (Object.keys(edit.set).length === 0) return Promise.resolve({ ok: true, data: null });
      return updateTermAction({ kind, id: term.id, ...edit });
    },
    onDone: () => {
      onClose();
      router.refresh();
    },
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <DialogContent
        size="sm"
        title={t(term ? `${kind}.edit` : `${kind}.new`)}
        closeLabel={common("close")}
        footer={
          <>
            <DialogClose render={<Button />}>{common("cancel")}</DialogClose>
            <Button type="submit" form="term" variant="primary" pending={pending}>
              {common("save")}
            </Button>
          </>
        }
      >
        <form id="term" noValidate onSubmit={(event) => void onSubmit(event)} className="flex flex-col gap-4">
          {failure !== undefined && <Alert variant="danger">{failure}</Alert>}
          <TextField control={form.control} name="labelEs" label={t("labelEs")} required autoComplete="off" autoFocus />
          <TextField control={form.control} name="labelEn" label={t("labelEn")} required autoComplete="off" />
        </form>
      </DialogContent>
    </Dialog>
  );
}
