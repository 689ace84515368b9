"use client";

import { useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import { CompanyRows } from "@/components/auth/company-rows";
import { keep } from "@/components/form/kept";
import { useKeptTyping } from "@/components/form/use-kept-typing";
import { ComboboxField, PasswordField, SelectField, TextField } from "@/components/form/fields";
import { languageOptions } from "@/components/form/language-options";
import { TimeZoneField } from "@/components/form/time-zone-field";
import { useSuggestedUserName } from "@/components/users/use-suggested-user-name";
import { leaveFor } from "@/components/form/leave-for";
import { useActionForm } from "@/components/form/use-action-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { completeSetUpAction } from "@/lib/users/set-up/actions";
import type { Control } from "react-hook-form";
import type { ComboboxOption } from "@/components/ui/combobox-popup";
import type { OrganisationInput } from "@/lib/settings/schema";
import { repeatedCompany } from "@/lib/users/set-up/schema";
import type { SetUpForm } from "@/lib/users/set-up/schema";

const FIRST: Form["step"] = 1;
const KEPT = "set-up";

/** With the step one is at, so that a page read anew is where it was. */
type Form = SetUpForm & { step: 1 | 2 };
type SetUpFormProps = { token: string; defaults: OrganisationInput; countries: readonly ComboboxOption[] };

/** Two short steps in one form: going back and forth loses nothing, nor does reading the page anew. */
export function SetUpForm({ token, defaults, countries }: SetUpFormProps) {
  const t = useTranslations("setUp");
  const common = useTranslations("common");
  const errors = useTranslations("errors");
  const { form, failure, pending, onSubmit } = useActionForm({
    defaultValues: {
      step: FIRST,
      organisation: defaults,
      companies: [{ name: "" }],
      person: { firstName: "", lastName: "", email: "", userName: "", password: "" },
    },
    submit: ({ organisation, companies, person }: Form) =>
      completeSetUpAction({ organisation, companies, person, token }),
    onDone: () => {
      keep(KEPT, "");
      return leaveFor("/start");
    },
    onRefused: ({ fields = {} }) => {
      if (Object.keys(fields).some((name) => !name.startsWith("person."))) form.setValue("step", 1);
    },
  });
  const step = useWatch({ control: form.control, name: "step" });
  useKeptTyping(form, KEPT, ({ person, ...rest }) => ({ ...rest, person: { ...person, password: "" } }));

  async function goOn() {
    if (!(await form.trigger(["organisation", "companies"], { shouldFocus: true }))) return;
    const twice = repeatedCompany(form.getValues("companies"));
    if (twice) form.setError(twice, { type: "server", message: errors("taken") }, { shouldFocus: true });
    else form.setValue("step", 2, { shouldDirty: true });
  }

  return (
    <form
      method="post"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void (step === 1 ? goOn() : onSubmit(event));
      }}
      className="flex flex-col gap-5"
    >
      <StepTitle step={step} />
      {failure !== undefined && <Alert variant="danger">{failure}</Alert>}
      {step === 1 ? (
        <OrganisationStep control={form.control} defaults={defaults} countries={countries} />
      ) : (
        <PersonStep
          control={form.control}
          suggest={(userName) => {
            form.setValue("person.userName", userName);
          }}
        />
      )}
      <div className="flex items-center justify-between gap-3 pt-1">
        {step === 2 ? (
          <Button
            size="lg"
            variant="ghost"
            onClick={() => {
              form.setValue("step", 1);
            }}
          >
            {common("back")}
          </Button>
        ) : (
          <span />
        )}
        <Button type="submit" variant="primary" size="lg" pending={pending} className="min-w-32">
          {step === 1 ? common("continue") : t("finish")}
        </Button>
      </div>
    </form>
  );
}

function StepTitle({ step }: { step: 1 | 2 }) {
  const t = useTranslations("setUp");
  return (
    <header>
      <p className="text-xs font-medium text-muted-foreground">{t("step", { step })}</p>
      <h1 className="mt-1 text-2xl font-semibold tracking-tight">{step === 1 ? t("title") : t("titleYou")}</h1>
      <p className="mt-1.5 text-base text-muted-foreground">{step === 1 ? t("text") : t("textYou")}</p>
    </header>
  );
}

type OrganisationStepProps = {
  control: Control<Form>;
  defaults: OrganisationInput;
  countries: readonly ComboboxOption[];
};

function OrganisationStep({ control, defaults, countries }: OrganisationStepProps) {
  const t = useTranslations("setUp");
  return (
    <>
      <TextField
        control={control}
        name="organisation.name"
        label={t("organisationName")}
        placeholder={t("organisationPlaceholder")}
        required
        autoComplete="organization"
        autoFocus
      />
      <CompanyRows control={control} />
      <div className="grid gap-5 sm:grid-cols-2">
        <TimeZoneField
          control={control}
          name="organisation.timeZone"
          label={t("timeZone")}
          hint={t("timeZoneHint")}
          current={defaults.timeZone}
        />
        <ComboboxField
          control={control}
          name="organisation.defaultCountry"
          label={t("defaultCountry")}
          hint={t("defaultCountryHint")}
          options={countries}
          required
        />
        <SelectField
          control={control}
          name="organisation.locale"
          label={t("language")}
          hint={t("languageHint")}
          options={languageOptions}
          required
        />
      </div>
    </>
  );
}

function PersonStep({ control, suggest }: { control: Control<Form>; suggest: (userName: string) => void }) {
  const t = useTranslations("users");
  const auth = useTranslations("auth");
  useSuggestedUserName(true, useWatch({ control, name: "person" }), suggest);
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <TextField
        control={control}
        name="person.firstName"
        label={t("firstName")}
        required
        autoComplete="given-name"
        autoFocus
      />
      <TextField control={control} name="person.lastName" label={t("lastName")} autoComplete="family-name" />
      <TextField
        control={control}
        name="person.email"
        label={t("email")}
        type="email"
        inputMode="email"
        required
        autoComplete="email"
        className="sm:col-span-2"
      />
      <TextField
        control={control}
        name="person.userName"
        label={t("userName")}
        hint={t("userNameHint")}
        required
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
      />
      <PasswordField
        control={control}
        name="person.password"
        label={auth("password")}
        hint={auth("passwordHint")}
        autoComplete="new-password"
      />
    </div>
  );
}
