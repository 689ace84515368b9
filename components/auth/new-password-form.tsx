"use client";

import { useTranslations } from "next-intl";
import { PasswordField } from "@/components/form/fields";
import { leaveFor } from "@/components/form/leave-for";
import { useActionForm } from "@/components/form/use-action-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { setPasswordByLinkAction } from "@/lib/auth/actions";

type NewPasswordFormProps = { token: string; userName: string };

export function NewPasswordForm({ token, userName }: NewPasswordFormProps) {
  const t = useTranslations("auth");
  const { form, failure, pending, onSubmit } = useActionForm({
    defaultValues: { password: "" },
    submit: ({ password }) => setPasswordByLinkAction({ token, password }),
    onDone: () => leaveFor("/"),
  });
  return (
    <form method="post" noValidate onSubmit={(event) => void onSubmit(event)} className="flex flex-col gap-4">
      {failure !== undefined && <Alert variant="danger">{failure}</Alert>}
      {/* So that the browser keeps the password under the right name. */}
      <input type="hidden" name="username" autoComplete="username" value={userName} readOnly />
      <PasswordField
        control={form.control}
        name="password"
        label={t("newPassword")}
        hint={t("passwordHint")}
        autoComplete="new-password"
      />
      <Button type="submit" variant="primary" size="lg" pending={pending} className="mt-1">
        {t("setPassword")}
      </Button>
    </form>
  );
}
