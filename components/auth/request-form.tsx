"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { TextField, TextareaField } from "@/components/form/fields";
import { useActionForm } from "@/components/form/use-action-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { askForAccessAction } from "@/lib/users/requests/actions";
import type { Locale } from "@/lib/i18n/locale";

const EMPTY = { firstName: "", lastName: "", email: "", message: "" };

/** Says the same whether or not there is such an account or request already. */
export function RequestForm({ locale, mails }: { locale: Locale; mails: boolean }) {
  const t = useTranslations("requests");
  const users = useTranslations("users");
  const [asked, setAsked] = useState<string>();
  const { form, failure, pending, onSubmit } = useActionForm({
    defaultValues: EMPTY,
    submit: (typed: typeof EMPTY) => askForAccessAction({ ...typed, locale }),
    onDone: (_, { email }) => {
      setAsked(email.trim());
    },
  });
  if (asked !== undefined) {
    return <Alert variant="success">{mails ? t("askedMail", { email: asked }) : t("asked")}</Alert>;
  }
  return (
    <form method="post" noValidate onSubmit={(event) => void onSubmit(event)} className="flex flex-col gap-4">
      {failure !== undefined && <Alert variant="danger">{failure}</Alert>}
      <TextField
        control={form.control}
        name="firstName"
        label={users("firstName")}
        required
        autoComplete="given-name"
        autoFocus
      />
      <TextField control={form.control} name="lastName" label={users("lastName")} autoComplete="family-name" />
      <TextField
        control={form.control}
        name="email"
        label={users("email")}
        type="email"
        inputMode="email"
        required
        autoComplete="email"
      />
      <TextareaField control={form.control} name="message" label={t("message")} hint={t("messageHint")} />
      <Button type="submit" variant="primary" size="lg" pending={pending} className="mt-1">
        {t("ask")}
      </Button>
      <LinkButton href="/sign-in" variant="ghost">
        {t("toSignIn")}
      </LinkButton>
    </form>
  );
}
