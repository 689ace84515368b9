"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { SelectField, TextField } from "@/components/form/fields";
import { useActionForm } from "@/components/form/use-action-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { createRoleAction } from "@/lib/users/roles/actions";

type NewRoleDialogProps = { roles: readonly { id: string; name: string }[]; copyOf: string; onClose: () => void };

/** A role of one's own begins as a copy: what it may do is changed on its page. */
export function NewRoleDialog({ roles, copyOf, onClose }: NewRoleDialogProps) {
  const t = useTranslations("roles");
  const common = useTranslations("common");
  const router = useRouter();
  const { form, failure, pending, onSubmit } = useActionForm({
    defaultValues: { nameEs: "", nameEn: "", copyOf },
    submit: createRoleAction,
    onDone: ({ id }) => {
      router.push(`/users/roles/${id}`);
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
        title={t("new")}
        description={t("newText")}
        closeLabel={common("close")}
        footer={
          <>
            <DialogClose render={<Button />}>{common("cancel")}</DialogClose>
            <Button type="submit" form="new-role" variant="primary" pending={pending}>
              {t("create")}
            </Button>
          </>
        }
      >
        <form id="new-role" noValidate onSubmit={(event) => void onSubmit(event)} className="flex flex-col gap-4">
          {failure !== undefined && <Alert variant="danger">{failure}</Alert>}
          <TextField control={form.control} name="nameEs" label={t("nameEs")} required autoComplete="off" autoFocus />
          <TextField control={form.control} name="nameEn" label={t("nameEn")} required autoComplete="off" />
          <SelectField
            control={form.control}
            name="copyOf"
            label={t("copyOf")}
            hint={t("copyOfHint")}
            required
            options={roles.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </form>
      </DialogContent>
    </Dialog>
  );
}
