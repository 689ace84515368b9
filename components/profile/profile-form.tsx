"use client";

import { useTranslations } from "next-intl";
import { useTheme } from "next-themes";
import { useSyncExternalStore } from "react";
import { useWatch } from "react-hook-form";

import { PasswordField } from "@/components/form/fields";
import { useEditForm } from "@/components/form/use-edit-form";
import { languageCookie } from "@/components/shell/cookies";
import { FormCard } from "@/components/users/user-form";
import { PersonFields, PreferenceFields } from "@/components/users/user-fields";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { isLocale } from "@/lib/i18n/locale";
import { updateProfileAction } from "@/lib/users/actions";
import type { PersonForm } from "@/components/users/user-fields";
import type { Via } from "@/lib/auth/identities/schema";
import type { Locale } from "@/lib/i18n/locale";

type ProfileFormProps = { values: PersonForm; via?: Via | undefined };

/** One's own fields: all but role and companies. */
export function ProfileForm({ values, via }: ProfileFormProps) {
  const t = useTranslations("profile");
  const common = useTranslations("common");
  const { form, failure, pending, onSubmit } = useEditForm({
    values: { ...values, password: "" },
    update: async ({ set: { password = "", ...set }, seen }) =>
      Object.keys(set).length === 0
        ? { ok: true, data: null }
        : updateProfileAction({
            set: set as typeof set & { locale: Locale },
            seen,
            ...(password !== "" && { password }),
          }),
    once: "password",
    onSaved: ({ locale }) => {
      keepLanguage(locale);
    },
  });
  const email = useWatch({ control: form.control, name: "email" });
  return (
    <form method="post" noValidate onSubmit={(event) => void onSubmit(event)} className="flex flex-col gap-4">
      {failure !== undefined && <Alert variant="danger">{failure}</Alert>}
      <FormCard title={t("personSection")}>
        <PersonFields control={form.control} own followed={via !== undefined} />
        {via && <p className="mt-3 text-sm text-muted-foreground">{t(`elsewhere.${via}.fields`)}</p>}
        {email !== values.email && (
          <div className="mt-4 grid gap-4 sm:grid-cols-2">
            <PasswordField
              control={form.control}
              name="password"
              label={t("currentPassword")}
              hint={t("emailTakesPassword")}
              autoComplete="current-password"
            />
          </div>
        )}
      </FormCard>
      <FormCard title={t("preferencesSection")}>
        <div className="flex flex-col gap-4">
          <PreferenceFields control={form.control} timeZone={values.timeZone} />
          <ThemeField />
        </div>
      </FormCard>
      <div className="flex justify-end">
        <Button type="submit" variant="primary" pending={pending}>
          {common("save")}
        </Button>
      </div>
    </form>
  );
}

function keepLanguage(locale: string) {
  if (isLocale(locale)) document.cookie = languageCookie(locale);
}

/** Belongs to this browser, not to the user: it changes at once. */
function ThemeField() {
  const t = useTranslations("profile");
  const shell = useTranslations("shell");
  const { theme = "system", setTheme } = useTheme();
  // The server doesn't know what this browser keeps.
  const awake = useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  );
  return (
    <Field label={t("theme")} className="sm:w-1/2 sm:pr-2">
      <Select
        value={awake ? theme : "system"}
        onValueChange={setTheme}
        options={[
          { value: "system", label: shell("themeSystem") },
          { value: "light", label: shell("themeLight") },
          { value: "dark", label: shell("themeDark") },
        ]}
      />
    </Field>
  );
}
