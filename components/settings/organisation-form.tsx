"use client";

import { useTranslations } from "next-intl";
import { ComboboxField, SelectField, TextField } from "@/components/form/fields";
import { languageOptions } from "@/components/form/language-options";
import { TimeZoneField } from "@/components/form/time-zone-field";
import { useEditForm } from "@/components/form/use-edit-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { Section } from "@/components/ui/section";
import { updateOrganisationAction } from "@/lib/settings/actions";
import type { ComboboxOption } from "@/components/ui/combobox-popup";
import type { OrganisationInput } from "@/lib/settings/schema";

type OrganisationFormProps = { values: OrganisationInput; countries: readonly ComboboxOption[] };

export function OrganisationForm({ values, countries }: OrganisationFormProps) {
  const t = useTranslations("settings");
  const common = useTranslations("common");
  const { form, failure, pending, onSubmit } = useEditForm({ values, update: updateOrganisationAction });
  return (
    <Section title={t("organisationSection")}>
      <Card>
        <CardBody className="pt-4">
          <form method="post" noValidate onSubmit={(event) => void onSubmit(event)} className="flex flex-col gap-4">
            {failure !== undefined && <Alert variant="danger">{failure}</Alert>}
            <div className="grid gap-4 sm:grid-cols-2">
              <TextField control={form.control} name="name" label={t("name")} required autoComplete="organization" />
              <TimeZoneField
                control={form.control}
                name="timeZone"
                label={t("timeZone")}
                hint={t("timeZoneHint")}
                current={values.timeZone}
              />
              <ComboboxField
                control={form.control}
                name="defaultCountry"
                label={t("defaultCountry")}
                hint={t("defaultCountryHint")}
                options={countries}
                required
              />
              <SelectField
                control={form.control}
                name="locale"
                label={t("language")}
                options={languageOptions}
                required
              />
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
