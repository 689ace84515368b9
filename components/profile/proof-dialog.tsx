"use client";

import { useTranslations } from "next-intl";
import { PasswordField, TextField } from "@/components/form/fields";
import { FormDialog } from "@/components/form/form-dialog";
import { useActionForm } from "@/components/form/use-action-form";
import type { ActionResult } from "@/lib/core/define-action";

type Proof = { password?: string; code: string };
type ProofDialogProps<T> = {
  title: string;
  text: string;
  actLabel: string;
  /** They have no password here. */
  codeOnly: boolean;
  act: (proof: Proof) => Promise<ActionResult<T>>;
  onDone: (data: T) => void;
  onClose: () => void;
};

/** Asks for password, where there is one, and code before the second factor is changed. */
export function ProofDialog<T>({ title, text, actLabel, codeOnly, act, onDone, onClose }: ProofDialogProps<T>) {
  const t = useTranslations("secondFactor");
  const profile = useTranslations("profile");
  const { form, failure, pending, onSubmit } = useActionForm({
    defaultValues: { password: "", code: "" },
    submit: ({ password, code }: { password: string; code: string }) => act(codeOnly ? { code } : { password, code }),
    onDone,
  });
  return (
    <FormDialog
      title={title}
      description={text}
      size="sm"
      failure={failure}
      pending={pending}
      saveLabel={actLabel}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      {!codeOnly && (
        <PasswordField
          control={form.control}
          name="password"
          label={profile("currentPassword")}
          autoComplete="current-password"
        />
      )}
      <TextField
        control={form.control}
        name="code"
        label={t("code")}
        hint={t("eitherCodeHint")}
        required
        autoComplete="one-time-code"
      />
    </FormDialog>
  );
}
