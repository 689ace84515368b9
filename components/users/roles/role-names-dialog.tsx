"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { changedFields } from "@/components/form/changed-fields";
import { TextField } from "@/components/form/fields";
import { useActionForm } from "@/components/form/use-action-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { updateRoleAction } from "@/lib/users/roles/actions";
import type { ActionResult } from "@/lib/core/define-action";

type RoleNamesDialogProps = { role: { id: string; nameEs: string; nameEn: string }; onClose: () => void };

export function RoleNamesDialog({ role, onClose }: RoleNamesDialogProps) {
  const t = useTranslations("roles");
  const common = useTranslations("common");
  const router = useRouter();
  const first = { nameEs: role.nameEs, nameEn: role.nameEn };
  const { form, failure, pending, onSubmit } = useActionForm({
    defaultValues: first,
    submit: (typed): Promise<ActionResult<unknown>> => {
      const edit = changedFields(typed, first, first);
      if (Object.keys(edit.set).length === 0) return Promise.resolve({ ok: true, data: null });
      return updateRoleAction({ roleId: role.id, ...edit });
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
        title={t("rename")}
        closeLabel={common("close")}
        footer={
          <>
            <DialogClose render={<Button />}>{common("cancel")}</DialogClose>
            <Button type="submit" form="role-names" variant="primary" pending={pending}>
              {common("save")}
            </Button>
          </>
        }
      >
        <form id="role-names" noValidate onSubmit={(event) => void onSubmit(event)} className="flex flex-col gap-4">
          {failure !== undefined && <Alert variant="danger">{failure}</Alert>}
          <TextField control={form.control} name="nameEs" label={t("nameEs")} required autoComplete="off" autoFocus />
          <TextField control={form.control} name="nameEn" label={t("nameEn")} required autoComplete="off" />
        </form>
      </DialogContent>
    </Dialog>
  );
}
