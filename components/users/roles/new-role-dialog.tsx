"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { SelectField, TextField } from "@/components/form/fields";
import { FormDialog } from "@/components/form/form-dialog";
import { useActionForm } from "@/components/form/use-action-form";
import { createRoleAction } from "@/lib/users/roles/actions";

type NewRoleDialogProps = { roles: readonly { id: string; name: string }[]; copyOf: string; onClose: () => void };

/** A role of one's own begins as a copy: what it may do is changed on its page. */
export function NewRoleDialog({ roles, copyOf, onClose }: NewRoleDialogProps) {
  const t = useTranslations("roles");
  const router = useRouter();
  const { form, failure, pending, onSubmit } = useActionForm({
    defaultValues: { nameEs: "", nameEn: "", copyOf },
    submit: createRoleAction,
    onDone: ({ id }) => {
      router.push(`/users/roles/${id}`);
    },
  });
  return (
    <FormDialog
      size="sm"
      title={t("new")}
      description={t("newText")}
      saveLabel={t("create")}
      failure={failure}
      pending={pending}
      onSubmit={onSubmit}
      onClose={onClose}
    >
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
    </FormDialog>
  );
}
