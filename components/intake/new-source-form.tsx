"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import { SelectField, TextField } from "@/components/form/fields";
import { useActionForm } from "@/components/form/use-action-form";
import { OriginFields } from "@/components/intake/origin-fields";
import { PullFields } from "@/components/intake/pull-fields";
import { shapeOfValues, shapeValues } from "@/components/intake/shape-values";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Disclosure } from "@/components/ui/disclosure";
import { FieldGroup } from "@/components/ui/field";
import { RadioGroup } from "@/components/ui/radio-group";
import { createSourceAction } from "@/lib/intake/actions";
import { DEFAULT_SHAPE } from "@/lib/intake/schema";
import type { PullKindName } from "@/lib/intake/schema";

type Option = { value: string; label: string };
export type NewSourceFormProps = {
  companies: Option[];
  leadTypes: Option[];
  owners: (Option & { companyIds: string[] })[];
  countries: Option[];
  defaults: { timeZone: string; defaultCountry: string; leadTypeId: string };
};

const KINDS = ["webhook", "pull"] as const;
const FIRST: (typeof KINDS)[number] = "webhook";
const PULL_FIRST: PullKindName = "predecessor";

/** Asks how leads reach us first: the rest depends on it. */
export function NewSourceForm({ companies, leadTypes, owners, countries, defaults }: NewSourceFormProps) {
  const t = useTranslations("intake");
  const router = useRouter();
  const { form, failure, pending, onSubmit } = useActionForm({
    defaultValues: {
      kind: FIRST,
      name: "",
      companyId: companies[0]?.value ?? "",
      leadTypeId: defaults.leadTypeId,
      defaultOwnerId: "",
      channel: "Web",
      subChannel: "",
      timeZone: defaults.timeZone,
      defaultCountry: defaults.defaultCountry,
      site: { url: "", userName: "", password: "" },
      formId: "",
      pullKind: PULL_FIRST,
      pullShape: shapeValues(DEFAULT_SHAPE),
      pullFrom: "",
    },
    submit: ({ kind, site, formId, pullKind, pullShape, pullFrom, defaultOwnerId, ...values }) =>
      createSourceAction({
        ...values,
        kind,
        defaultOwnerId: defaultOwnerId === "" ? null : defaultOwnerId,
        ...(kind === "pull" && {
          site,
          pullKind,
          pullFrom,
          ...(pullKind === "list" ? { pullShape: shapeOfValues(pullShape) } : { formId }),
        }),
      }),
    onDone: ({ id }) => {
      router.push(`/intake/sources/${id}`);
    },
  });
  const { control } = form;
  const [kind, companyId] = useWatch({ control, name: ["kind", "companyId"] });
  const possible = owners.filter((owner) => owner.companyIds.includes(companyId));
  const nobody = { value: "", label: t("form.nobody") };
  return (
    <form noValidate onSubmit={(event) => void onSubmit(event)} className="flex max-w-2xl flex-col gap-6">
      {failure !== undefined && <Alert variant="danger">{failure}</Alert>}
      <FieldGroup legend={t("form.kind")}>
        <RadioGroup
          aria-label={t("form.kind")}
          value={kind}
          onValueChange={(value) => {
            form.setValue("kind", value);
          }}
          options={KINDS.map((value) => ({
            value,
            label: <span className="font-medium">{t(`kinds.${value}`)}</span>,
            hint: t(`kindHints.${value}`),
          }))}
        />
      </FieldGroup>
      <TextField control={control} name="name" label={t("form.name")} hint={t("form.nameHint")} required />
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField control={control} name="companyId" label={t("form.company")} options={companies} required />
        <SelectField
          control={control}
          name="leadTypeId"
          label={t("form.leadType")}
          hint={t("form.leadTypeHint")}
          options={leadTypes}
          required
        />
        <SelectField
          control={control}
          name="defaultOwnerId"
          label={t("form.defaultOwner")}
          hint={t("form.defaultOwnerHint")}
          options={possible}
          placeholder={nobody.label}
        />
      </div>
      {kind === "pull" && <PullFields form={form} />}
      <Disclosure summary={t("form.more")}>
        <div className="grid gap-4 pt-2 sm:grid-cols-2">
          <OriginFields control={control} timeZone={defaults.timeZone} countries={countries} />
        </div>
      </Disclosure>
      <div>
        <Button type="submit" variant="primary" size="lg" pending={pending}>
          {t("form.create")}
        </Button>
      </div>
    </form>
  );
}
