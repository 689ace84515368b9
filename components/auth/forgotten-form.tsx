"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { TextField } from "@/components/form/fields";
import { useActionForm } from "@/components/form/use-action-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { askForLinkAction } from "@/lib/users/forgotten/actions";

/** Says the same whether or not anybody has the address. */
export function ForgottenForm() {
  const t = useTranslations("forgotten");
  const users = useTranslations("users");
  const [asked, setAsked] = useState<string>();
  const { form, failure, pending, onSubmit } = useActionForm({
    defaultValues: { email: "" },
    submit: (typed: { email: string }) => askForLinkAction(typed),
    onDone: (_, { email }) => {
      setAsked(email.trim());
    },
  });
  if (asked !== undefined) {
    return (
      <div className="flex flex-col gap-4">
        <Alert variant="success">{t("sent", { email: asked })}</Alert>
        <p className="text-sm text-muted-foreground">{t("sentHint")}</p>
        <LinkButton href="/sign-in" size="lg">
          {t("back")}
        </LinkButton>
      </div>
    );
  }
  return (
    <form method="post" noValidate onSubmit={(event) => void onSubmit(event)} className="flex flex-col gap-4">
      {failure !== undefined && <Alert variant="danger">{failure}</Alert>}
      <TextField
        control={form.control}
        name="email"
        label={users("email")}
        type="email"
        inputMode="email"
        required
        autoComplete="email"
        autoFocus
      />
      <Button type="submit" variant="primary" size="lg" pending={pending} className="mt-1">
        {t("send")}
      </Button>
      <LinkButton href="/sign-in" variant="ghost">
        {t("back")}
      </LinkButton>
    </form>
  );
}
