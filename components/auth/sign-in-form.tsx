"use client";

import { signIn } from "next-auth/react";
import { useTranslations } from "next-intl";
import { refusalOf } from "@/components/auth/sign-in-refusal";
import { PasswordField, TextField } from "@/components/form/fields";
import { leaveFor } from "@/components/form/leave-for";
import { useActionForm } from "@/components/form/use-action-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import type { ActionResult } from "@/lib/core/define-action";

type SignInFormProps = { next: string };

export function SignInForm({ next }: SignInFormProps) {
  const t = useTranslations("auth");
  const { form, failure, pending, onSubmit } = useActionForm({
    defaultValues: { login: "", password: "" },
    submit: enter,
    onDone: () => leaveFor(next),
  });
  return (
    // Posted, never in the address, should somebody press before the page is awake.
    <form method="post" noValidate onSubmit={(event) => void onSubmit(event)} className="flex flex-col gap-4">
      {failure !== undefined && <Alert variant="danger">{failure}</Alert>}
      <TextField
        control={form.control}
        name="login"
        label={t("login")}
        required
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
      />
      <PasswordField control={form.control} name="password" label={t("password")} autoComplete="current-password" />
      <Button type="submit" variant="primary" size="lg" pending={pending} className="mt-1">
        {t("signIn")}
      </Button>
    </form>
  );
}

async function enter(values: { login: string; password: string }): Promise<ActionResult<null>> {
  const answer = await signIn("credentials", { ...values, redirect: false });
  if (answer?.ok) return { ok: true, data: null };
  return refusalOf(answer?.error ?? "", "wrongPassword");
}
