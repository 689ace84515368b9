"use client";

import { useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import { useOutcome } from "@/components/form/use-outcome";
import { PasswordField, SelectField, TextField } from "@/components/form/fields";
import { ConnectionTest } from "@/components/intake/connection-test";
import { ListShapeFields } from "@/components/intake/list-shape-fields";
import { shapeOfValues } from "@/components/intake/shape-values";
import { Field } from "@/components/ui/field";
import { DateInput } from "@/components/ui/date-input";
import { PULL_KINDS } from "@/lib/intake/schema";
import type { UseFormReturn } from "react-hook-form";
import type { ShapeValues } from "@/components/intake/shape-values";
import type { PullKindName } from "@/lib/intake/schema";

export type PullValues = {
  site: { url: string; userName: string; password: string };
  formId: string;
  pullKind: PullKindName;
  pullShape: ShapeValues;
  pullFrom: string;
  timeZone: string;
  defaultCountry: string;
};

const IN_SITE = ["url", "userName", "password"];
const NEEDED = ["site.url", "site.userName", "site.password"] as const;

/** What a pull needs to know, by what it reads, with a try at once. */
export function PullFields<Form extends PullValues>(props: { form: UseFormReturn<Form> }) {
  const t = useTranslations("intake");
  const outcome = useOutcome();
  // The names below are those of every form that holds these values.
  const { control, setValue, setError, trigger } = props.form as unknown as UseFormReturn<PullValues>;
  const values = useWatch({ control }) as PullValues;
  const { pullKind: kind, site, formId, pullShape, timeZone, defaultCountry } = values;
  const isList = kind === "list";
  return (
    <div className="flex flex-col gap-4">
      <SelectField
        control={control}
        name="pullKind"
        label={t("fetch.what")}
        hint={t(`fetch.hints.${kind}`)}
        options={PULL_KINDS.map((value) => ({ value, label: t(`fetch.kinds.${value}`) }))}
        required
      />
      <TextField
        control={control}
        name="site.url"
        label={t("form.siteUrl")}
        hint={t("form.siteUrlHint")}
        inputMode="url"
        autoCapitalize="none"
        required
      />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <TextField
          control={control}
          name="site.userName"
          label={t("form.userName")}
          autoComplete="off"
          autoCapitalize="none"
          required={!isList}
          {...(isList && { hint: t("fetch.openHint") })}
        />
        <PasswordField
          control={control}
          name="site.password"
          label={t("form.password")}
          hint={t("form.passwordHint")}
          autoComplete="off"
          required={!isList}
        />
        {!isList && (
          <TextField
            control={control}
            name="formId"
            label={t(`fetch.formIds.${kind}`)}
            inputMode={kind === "elementor" ? "text" : "numeric"}
            autoCapitalize="none"
            required
            {...(kind === "elementor" && { hint: t("fetch.formIdHints.elementor") })}
          />
        )}
        <Field label={t("fetch.from")} hint={t("fetch.fromHint")}>
          <DateInput
            value={values.pullFrom}
            onChange={({ target }) => {
              setValue("pullFrom", target.value);
            }}
          />
        </Field>
      </div>
      {isList && <ListShapeFields control={control} />}
      <ConnectionTest
        key={kind}
        input={{
          ...site,
          formId,
          pullKind: kind,
          timeZone,
          defaultCountry,
          ...(isList && { pullShape: shapeOfValues(pullShape) }),
        }}
        isReady={() => trigger(isList ? [...NEEDED, "pullShape.path"] : NEEDED, { shouldFocus: true })}
        onRefused={(fields) => {
          for (const [place, [name, key]] of Object.entries(fields).entries()) {
            const field = (IN_SITE.includes(name) ? `site.${name}` : name) as "site.url";
            setError(field, { type: "server", message: outcome.fieldText(key) }, { shouldFocus: place === 0 });
          }
        }}
        onChoose={(id) => {
          setValue("formId", id, { shouldValidate: true });
        }}
      />
    </div>
  );
}
