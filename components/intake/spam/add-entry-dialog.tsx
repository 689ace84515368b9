"use client";

import { useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import { useRefresh } from "@/components/live/use-refresh";
import { SelectField, TextField } from "@/components/form/fields";
import { useActionForm } from "@/components/form/use-action-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { notify } from "@/components/ui/notify";
import { addSpamEntryAction } from "@/lib/intake/spam/actions";
import { ADDED_KINDS } from "@/lib/intake/spam/schema";
import type { AddSpamEntryInput, SpamList } from "@/lib/intake/spam/schema";

type AddEntryDialogProps = { list: SpamList; onClose: () => void };

const EMPTY: Pick<AddSpamEntryInput, "kind" | "value"> = { kind: "email", value: "" };

/** Somebody or something for one of the lists. */
export function AddEntryDialog({ list, onClose }: AddEntryDialogProps) {
  const t = useTranslations("spam");
  const common = useTranslations("common");
  const refresh = useRefresh();
  const { form, failure, pending, onSubmit } = useActionForm({
    defaultValues: EMPTY,
    submit: (values) => addSpamEntryAction({ list, ...values }),
    onDone: () => {
      notify.success(t("added"));
      onClose();
      refresh();
    },
  });
  const kind = useWatch({ control: form.control, name: "kind" });
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <DialogContent
        size="sm"
        title={t(`add.${list}`)}
        description={t(`addTexts.${list}`)}
        closeLabel={common("close")}
        footer={
          <>
            <DialogClose render={<Button />}>{common("cancel")}</DialogClose>
            <Button type="submit" form="spam-entry" variant="primary" pending={pending}>
              {common("save")}
            </Button>
          </>
        }
      >
        <form id="spam-entry" noValidate onSubmit={(event) => void onSubmit(event)} className="flex flex-col gap-4">
          {failure !== undefined && <Alert variant="danger">{failure}</Alert>}
          <SelectField
            control={form.control}
            name="kind"
            label={t("kind")}
            options={ADDED_KINDS[list].map((value) => ({ value, label: t(`kinds.${value}`) }))}
            required
          />
          <TextField
            control={form.control}
            name="value"
            label={t(`kinds.${kind}`)}
            hint={t(`hints.${kind}`)}
            required
            autoComplete="off"
            autoFocus
          />
        </form>
      </DialogContent>
    </Dialog>
  );
}
