"use client";

import { useTranslations } from "next-intl";
import { useRefresh } from "@/components/live/use-refresh";
import { changedFields } from "@/components/form/changed-fields";
import { TextField } from "@/components/form/fields";
import { FormDialog } from "@/components/form/form-dialog";
import { useActionForm } from "@/components/form/use-action-form";
import { updateRoleAction } from "@/lib/users/roles/actions";
import type { ActionResult } from "@/lib/core/define-action";

type RoleNamesDialogProps = { role: { id: string; nameEs: string; nameEn: string }; onClose: () => void };

export function RoleNamesDialog({ role, onClose }: RoleNamesDialogProps) {
  const t = useTranslations("roles");
  const refresh = useRefresh();
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
      refresh();
    },
  });
  return (
    <FormDialog size="sm" title={t("rename")} failure={failure} pending={pending} onSubmit={onSubmit} onClose={onClose}>
      <TextField control={form.control} name="nameEs" label={t("nameEs")} required autoComplete="off" autoFocus />
      <TextField control={form.control} name="nameEn" label={t("nameEn")} required autoComplete="off" />
    </FormDialog>
  );
}
