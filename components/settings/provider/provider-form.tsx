"use client";

import { useTranslations } from "next-intl";
import { Controller } from "react-hook-form";
import { Copyable } from "@/components/copying/copyable";
import { useOrigin } from "@/components/copying/use-origin";
import { PasswordField, TextareaField, TextField } from "@/components/form/fields";
import { useEditForm } from "@/components/form/use-edit-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { CheckboxLine } from "@/components/ui/checkbox";
import { Disclosure } from "@/components/ui/disclosure";
import { Section } from "@/components/ui/section";
import { RETURN_PATH } from "@/lib/auth/provider/schema";
import { updateProviderAction } from "@/lib/users/provider/actions";
import type { Control } from "react-hook-form";
import type { ProviderValues } from "@/lib/auth/provider/schema";

type Form = Omit<ProviderValues, "againDays"> & { againDays: string; secret: string };

type ProviderFormProps = { values: ProviderValues; hasSecret: boolean; publicUrl: string | undefined };

/** What is registered at the provider, and what the provider gave for it. */
export function ProviderForm({ values, hasSecret, publicUrl }: ProviderFormProps) {
  const t = useTranslations("provider");
  const common = useTranslations("common");
  const origin = useOrigin(publicUrl);
  const { form, failure, pending, onSubmit } = useEditForm<Form>({
    values: { ...values, againDays: String(values.againDays), secret: "" },
    update: ({ set, seen }) =>
      updateProviderAction({
        set,
        seen: { ...seen, ...("againDays" in seen && { againDays: Number(seen["againDays"]) }) },
      }),
    once: "secret",
  });
  const { control } = form;
  return (
    <form noValidate onSubmit={(event) => void onSubmit(event)} className="flex flex-col gap-6">
      <Section title={t("registering")} description={t("registeringText")}>
        <Card>
          <CardBody className="flex flex-col gap-2 pt-4">
            <p className="text-sm font-medium">{t("redirectAddress")}</p>
            <Copyable label={t("redirectAddress")} value={`${origin}${RETURN_PATH}`} />
            <p className="text-xs text-muted-foreground">{t("redirectHint")}</p>
          </CardBody>
        </Card>
      </Section>
      <Section title={t("connection")}>
        <Card>
          <CardBody className="flex flex-col gap-4 pt-4">
            <ConnectionFields control={control} hasSecret={hasSecret} />
            <Disclosure summary={t("more")}>
              <MoreFields control={control} />
            </Disclosure>
            {failure !== undefined && <Alert variant="danger">{failure}</Alert>}
            <div className="flex justify-end">
              <Button type="submit" variant="primary" pending={pending}>
                {common("save")}
              </Button>
            </div>
          </CardBody>
        </Card>
      </Section>
    </form>
  );
}

type Fields = { control: Control<Form> };

function ConnectionFields({ control, hasSecret }: Fields & { hasSecret: boolean }) {
  const t = useTranslations("provider");
  const plain = { control, spellCheck: false, autoComplete: "off", autoCapitalize: "none" };
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField
        {...plain}
        name="issuer"
        label={t("issuer")}
        hint={t("issuerHint")}
        required
        inputMode="url"
        className="sm:col-span-2"
      />
      <TextField {...plain} name="clientId" label={t("clientId")} required />
      <PasswordField
        control={control}
        name="secret"
        label={t("secret")}
        hint={hasSecret ? t("secretSet") : undefined}
        required={!hasSecret}
        autoComplete="new-password"
      />
      <TextField {...plain} name="groupsClaim" label={t("groupsClaim")} hint={t("groupsClaimHint")} required />
      <TextField control={control} name="label" label={t("label")} hint={t("labelHint")} autoComplete="off" />
      <TextareaField
        control={control}
        name="ca"
        label={t("ca")}
        hint={t("caHint")}
        spellCheck={false}
        textareaClassName="max-h-60 font-mono text-xs"
        className="sm:col-span-2"
      />
    </div>
  );
}

function MoreFields({ control }: Fields) {
  const t = useTranslations("provider");
  const plain = { control, spellCheck: false, autoComplete: "off", autoCapitalize: "none" };
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField {...plain} name="scopes" label={t("scopes")} hint={t("scopesHint")} required />
      <TextField {...plain} name="accountClaim" label={t("accountClaim")} hint={t("accountClaimHint")} required />
      <TextField
        control={control}
        name="againDays"
        label={t("againDays")}
        hint={t("againDaysHint")}
        inputMode="numeric"
        required
      />
      <Controller
        control={control}
        name="trustsMail"
        render={({ field }) => (
          <CheckboxLine
            checked={field.value}
            onCheckedChange={field.onChange}
            label={t("trustsMail")}
            hint={t("trustsMailHint")}
            className="sm:col-span-2"
          />
        )}
      />
    </div>
  );
}
