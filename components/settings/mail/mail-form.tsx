"use client";

import { useTranslations } from "next-intl";
import { PasswordField, SelectField, TextField } from "@/components/form/fields";
import { useEditForm } from "@/components/form/use-edit-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { Section } from "@/components/ui/section";
import { updateMailAction } from "@/lib/settings/actions";
import type { MailSettings, Security } from "@/lib/settings/mail/schema";

const SECURITIES: readonly Security[] = ["starttls", "tls", "none"];

type MailFormProps = {
  values: MailSettings;
  hasPassword: boolean;
  /** What links begin with as long as nobody said; undefined where the operator did. */
  here: string | undefined;
};

export function MailForm({ values, hasPassword, here }: MailFormProps) {
  const t = useTranslations("mail");
  const common = useTranslations("common");
  const isFirst = values.host === "" && here !== undefined;
  const { form, failure, pending, onSubmit } = useEditForm({
    values: { ...values, port: String(values.port), password: "" },
    update: ({ set, seen }) =>
      updateMailAction({
        // Links begin with what this browser says, until somebody says otherwise.
        set: { ...(isFirst && { baseUrl: here }), ...set },
        seen: {
          ...(isFirst && { baseUrl: values.baseUrl }),
          ...seen,
          ...("port" in seen && { port: Number(seen["port"]) }),
        },
      }),
    once: "password",
    onSaved: (typed) => {
      if (isFirst && typed.baseUrl === "") form.setValue("baseUrl", here);
    },
  });
  const { control } = form;
  return (
    <Section title={t("server")} description={t("serverText")}>
      <Card>
        <CardBody className="pt-4">
          <form noValidate onSubmit={(event) => void onSubmit(event)} className="flex flex-col gap-4">
            {failure !== undefined && <Alert variant="danger">{failure}</Alert>}
            <div className="grid gap-4 sm:grid-cols-2">
              <TextField
                control={control}
                name="host"
                label={t("host")}
                hint={t("hostHint")}
                required
                spellCheck={false}
              />
              <TextField control={control} name="port" label={t("port")} inputMode="numeric" required />
              <SelectField
                control={control}
                name="security"
                label={t("security")}
                options={SECURITIES.map((value) => ({ value, label: t(`securities.${value}`) }))}
                required
              />
              <TextField control={control} name="fromAddress" label={t("fromAddress")} inputMode="email" required />
              <TextField
                control={control}
                name="userName"
                label={t("userName")}
                hint={t("userNameHint")}
                autoComplete="off"
                spellCheck={false}
              />
              <PasswordField
                control={control}
                name="password"
                label={t("password")}
                hint={hasPassword ? t("passwordSet") : undefined}
                required={false}
                autoComplete="new-password"
              />
              <TextField control={control} name="fromName" label={t("fromName")} />
              {here !== undefined && (
                <TextField
                  control={control}
                  name="baseUrl"
                  label={t("baseUrl")}
                  hint={t("baseUrlHint")}
                  placeholder={here}
                  inputMode="url"
                />
              )}
            </div>
            <div className="flex justify-end">
              <Button type="submit" variant="primary" pending={pending}>
                {common("save")}
              </Button>
            </div>
          </form>
        </CardBody>
      </Card>
    </Section>
  );
}
