"use client";

import { useTranslations } from "next-intl";
import { Controller, useWatch } from "react-hook-form";
import { useRefresh } from "@/components/live/use-refresh";
import { SelectField, TextField } from "@/components/form/fields";
import { useActionForm } from "@/components/form/use-action-form";
import { ListShapeFields } from "@/components/intake/list-shape-fields";
import { OriginFields } from "@/components/intake/origin-fields";
import { shapeOfValues } from "@/components/intake/shape-values";
import { SourceSecrets } from "@/components/intake/source-secrets";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { CheckboxLine } from "@/components/ui/checkbox";
import { DateInput } from "@/components/ui/date-input";
import { Field } from "@/components/ui/field";
import { notify } from "@/components/ui/notify";
import { Section } from "@/components/ui/section";
import { updateSourceAction } from "@/lib/intake/actions";
import { QUIET_THRESHOLDS } from "@/lib/intake/watching/schema";
import type { Control } from "react-hook-form";
import type { ShapeValues } from "@/components/intake/shape-values";
import { MOVABLE } from "@/lib/intake/sources/schema";
import type { PullKindName } from "@/lib/intake/schema";

type Option = { value: string; label: string };
export type SourceValues = {
  name: string;
  companyId: string;
  leadTypeId: string;
  defaultOwnerId: string;
  channel: string;
  subChannel: string;
  timeZone: string;
  defaultCountry: string;
  allowGet: boolean;
  requireSignature: boolean;
  formId: string;
  pullMinutes: string;
  pullShape: ShapeValues;
  pullFrom: string;
  siteUrl: string;
  siteUserName: string;
  quietOneIn: string;
};
type SourceSettingsProps = {
  sourceId: string;
  kind: string;
  pullKind: PullKindName;
  values: SourceValues;
  companies: Option[];
  leadTypes: Option[];
  /** Who can own leads, and of which companies. */
  owners: (Option & { companyIds: string[] })[];
  countries: Option[];
  hasSecret: boolean;
  hasPassword: boolean;
};

const NOBODY = "nobody";

export function SourceSettings(props: SourceSettingsProps) {
  const { sourceId, kind, pullKind, values, companies, leadTypes, owners, countries } = props;
  const t = useTranslations("intake");
  const refresh = useRefresh();
  const { form, failure, pending, onSubmit } = useActionForm({
    defaultValues: { ...values, defaultOwnerId: values.defaultOwnerId || NOBODY },
    submit: (edited) => updateSourceAction({ sourceId, ...changesOf(kind, pullKind, values, edited) }),
    onDone: (_, edited) => {
      notify.success(t("saved"));
      form.reset(edited);
      refresh();
    },
  });
  const { control } = form;
  const [companyId, ownerId] = useWatch({ control, name: ["companyId", "defaultOwnerId"] });
  const possible = owners.filter(({ value, companyIds }) => companyIds.includes(companyId) || value === ownerId);
  return (
    <Section title={t("settings")}>
      <Card>
        <CardBody className="flex flex-col gap-6 pt-4">
          <form noValidate onSubmit={(event) => void onSubmit(event)} className="flex flex-col gap-4">
            {failure !== undefined && <Alert variant="danger">{failure}</Alert>}
            <div className="grid gap-4 sm:grid-cols-2">
              <TextField control={control} name="name" label={t("form.name")} required />
              {MOVABLE.includes(kind) && (
                <SelectField
                  control={control}
                  name="companyId"
                  label={t("form.company")}
                  hint={t("form.companyHint")}
                  options={companies}
                  required
                />
              )}
              <SelectField
                control={control}
                name="leadTypeId"
                label={t("form.leadType")}
                options={leadTypes}
                required
              />
              <SelectField
                control={control}
                name="defaultOwnerId"
                label={t("form.defaultOwner")}
                options={[{ value: NOBODY, label: t("form.nobody") }, ...possible]}
                required
              />
              <OriginFields control={control} timeZone={values.timeZone} countries={countries} />
              <SelectField
                control={control}
                name="quietOneIn"
                label={t("form.quiet")}
                hint={t(kind === "pull" ? "form.quietPullHint" : "form.quietHint")}
                options={QUIET_THRESHOLDS.map((value) => ({
                  value: String(value),
                  label: t(`form.quietOptions.${value}`),
                }))}
                required
              />
              {kind === "pull" && (
                <>
                  <TextField control={control} name="siteUrl" label={t("form.siteUrl")} required />
                  <TextField
                    control={control}
                    name="siteUserName"
                    label={t("form.userName")}
                    required={pullKind !== "list"}
                  />
                  {pullKind !== "list" && (
                    <TextField control={control} name="formId" label={t(`fetch.formIds.${pullKind}`)} required />
                  )}
                  <Controller
                    control={control}
                    name="pullFrom"
                    render={({ field }) => (
                      <Field label={t("fetch.from")} hint={t("fetch.fromHint")}>
                        <DateInput {...field} />
                      </Field>
                    )}
                  />
                  <TextField
                    control={control}
                    name="pullMinutes"
                    label={t("form.minutes")}
                    inputMode="numeric"
                    required
                  />
                </>
              )}
            </div>
            {kind === "pull" && pullKind === "list" && <ListShapeFields control={control} />}
            {kind === "webhook" && (
              <>
                <Allowance control={control} name="allowGet" />
                {props.hasSecret && <Allowance control={control} name="requireSignature" />}
              </>
            )}
            <div>
              <Button type="submit" variant="primary" pending={pending}>
                {t("saveSettings")}
              </Button>
            </div>
          </form>
          {kind !== "api" && (
            <SourceSecrets
              sourceId={sourceId}
              which={kind === "pull" ? "sitePassword" : "secret"}
              isSet={kind === "pull" ? props.hasPassword : props.hasSecret}
            />
          )}
        </CardBody>
      </Card>
    </Section>
  );
}

function Allowance({ control, name }: { control: Control<SourceValues>; name: "allowGet" | "requireSignature" }) {
  const t = useTranslations("intake.form");
  return (
    <Controller
      control={control}
      name={name}
      render={({ field }) => (
        <CheckboxLine checked={field.value} onCheckedChange={field.onChange} label={t(name)} hint={t(`${name}Hint`)} />
      )}
    />
  );
}

type Edited = Parameters<typeof updateSourceAction>[0];
const PULL_ONLY = ["formId", "pullMinutes", "pullShape", "pullFrom", "siteUrl", "siteUserName"];

/** Only what was changed is sent, with what it was before: two people who change different fields don't disturb each other. */
function changesOf(
  kind: string,
  pullKind: PullKindName,
  before: SourceValues,
  after: SourceValues,
): Pick<Edited, "set" | "seen"> {
  const wire = (values: SourceValues) => ({
    ...values,
    defaultOwnerId: values.defaultOwnerId === NOBODY || values.defaultOwnerId === "" ? null : values.defaultOwnerId,
    pullMinutes: Number(values.pullMinutes),
    pullShape: shapeOfValues(values.pullShape),
    quietOneIn: Number(values.quietOneIn),
  });
  const [from, to] = [wire(before), wire(after)];
  const changed = (Object.keys(to) as (keyof typeof to)[]).filter(
    (key) =>
      JSON.stringify(from[key]) !== JSON.stringify(to[key]) &&
      (kind === "pull" || !PULL_ONLY.includes(key)) &&
      (pullKind === "list" || key !== "pullShape"),
  );
  const pick = (values: typeof to) => Object.fromEntries(changed.map((key) => [key, values[key]]));
  return { set: pick(to), seen: pick(from) };
}
