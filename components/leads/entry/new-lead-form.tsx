"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useWatch } from "react-hook-form";
import { OwnFields } from "@/components/leads/entry/own-fields";
import { saidOf } from "@/components/leads/custom-fields/value-input";
import { MailSlip } from "@/components/leads/entry/mail-slip";
import { PersonGroup } from "@/components/leads/entry/person-group";
import { ServiceField } from "@/components/leads/entry/service-field";
import { looksIncomplete, ShortPhone } from "@/components/leads/entry/short-phone";
import { SelectField, TextField } from "@/components/form/fields";
import { keep, typedKey } from "@/components/form/kept";
import { useActionForm } from "@/components/form/use-action-form";
import { useKeptTyping } from "@/components/form/use-kept-typing";
import { KnownPeople } from "@/components/leads/entry/known-people";
import { useKnownPeople } from "@/components/leads/entry/use-known-people";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { DateInput } from "@/components/ui/date-input";
import { Disclosure } from "@/components/ui/disclosure";
import { Field } from "@/components/ui/field";
import { notify } from "@/components/ui/notify";
import { Textarea } from "@/components/ui/textarea";
import { suggestMail } from "@/lib/core/mail-typo";
import { isOfType } from "@/lib/leads/custom-fields/field/schema";
import { enterLeadAction } from "@/lib/intake/actions";
import type { SensitiveField } from "@/lib/core/permissions";
import type { FieldView } from "@/lib/leads/custom-fields/field/schema";

type Option = { value: string; label: string };
type Owner = Option & { companyIds: string[]; everywhere: boolean };
export type NewLeadFormProps = {
  companies: Option[];
  leadTypes: Option[];
  owners: Owner[];
  /** The fields that the organisation gave its leads. */
  fields?: readonly FieldView[];
  /** What leads ask for, by name. */
  services?: readonly string[];
  meId: string;
  assigns: boolean;
  /** Rules of assignment say whose a lead becomes where nobody is named. */
  hasRules?: boolean;
  leadTypeId: string;
  /** Fields that whoever enters it can't write. */
  locked?: readonly SensitiveField[];
};

/** By phone or at a fair: who it is first, the rest where there is time for it. What is half typed is there again. */
export function NewLeadForm({
  companies,
  leadTypes,
  owners,
  fields = [],
  services = [],
  meId,
  assigns,
  hasRules = false,
  leadTypeId,
  locked = [],
}: NewLeadFormProps) {
  const t = useTranslations("entry");
  const common = useTranslations("common");
  const router = useRouter();
  const decimal = useLocale() === "en" ? ("." as const) : ("," as const);
  const kept = typedKey(meId, "new-lead");
  const [choice, setChoice] = useState<string>();
  const { form, failure, pending, onSubmit } = useActionForm({
    defaultValues: {
      // Whoever it is: one of the four at least.
      person: "",
      contactName: "",
      firm: "",
      email: "",
      phone: "",
      service: "",
      message: "",
      companyId: companies[0]?.value ?? "",
      leadTypeId,
      ownerId: assigns ? "" : meId,
      channel: "",
      subChannel: "",
      campaign: "",
      happenedAt: "",
      fields: Object.fromEntries(fields.map(({ key }) => [key, ""])),
    },
    submit: (values) => {
      const of = fields.filter((field) => isOfType(field, values.leadTypeId));
      const said = of.map(({ key, kind }) => [key, saidOf(kind, values.fields[key] ?? "")]);
      const own = { fields: Object.fromEntries(said) as Record<string, string | string[]>, decimal };
      return enterLeadAction({ ...values, ...own, ownerId: values.ownerId || null, sameAs: sameAs || null });
    },
    onDone: ({ number, outcome }) => {
      keep(kept, "");
      notify.success(t(outcome, { label: `L-${number}` }));
      router.push(`/leads/${number}`);
    },
  });
  useKeptTyping(form, kept);
  const { control, register, formState } = form;
  const [contactName, email, phone, companyId, typeId, ownerId] = useWatch({
    control,
    name: ["contactName", "email", "phone", "companyId", "leadTypeId", "ownerId"],
  });
  const shown = fields.filter((field) => isOfType(field, typeId));
  const meant = suggestMail(email);
  const people = useKnownPeople(contactName, email, phone);
  const touchable = people.filter((person) => person.canTouch);
  // One more arrival of the likeliest, unless somebody says otherwise; a choice among others doesn't outlive them.
  const stands = choice === "" || touchable.some((person) => person.id === choice);
  const sameAs = (stands ? choice : touchable.find((person) => person.isLikely)?.id) ?? "";
  const label = touchable.find((person) => person.id === sameAs)?.label;
  const unnamed = t(hasRules ? "byRules" : "nobody");
  const possible = owners.filter((owner) => owner.everywhere || owner.companyIds.includes(companyId));

  return (
    <form noValidate onSubmit={(event) => void onSubmit(event)} className="flex max-w-2xl flex-col gap-5">
      {failure !== undefined && <Alert variant="danger">{failure}</Alert>}
      <PersonGroup form={form}>
        <TextField control={control} name="contactName" label={t("contactName")} autoComplete="off" />
        <TextField control={control} name="firm" label={t("firm")} autoComplete="off" />
        {!locked.includes("phone") && (
          <TextField
            control={control}
            name="phone"
            label={t("phone")}
            type="tel"
            inputMode="tel"
            autoComplete="off"
            hint={formState.touchedFields.phone && looksIncomplete(phone) ? <ShortPhone phone={phone} /> : undefined}
          />
        )}
        {!locked.includes("email") && (
          <TextField
            control={control}
            name="email"
            label={t("email")}
            type="email"
            inputMode="email"
            autoCapitalize="none"
            autoComplete="off"
            hint={
              formState.touchedFields.email && meant !== null ? (
                <MailSlip
                  meant={meant}
                  onTake={() => {
                    form.setValue("email", meant, { shouldDirty: true, shouldValidate: true });
                  }}
                />
              ) : undefined
            }
          />
        )}
      </PersonGroup>
      {people.length > 0 && <KnownPeople people={people} chosen={sameAs} onChoose={setChoice} />}
      {!locked.includes("message") && (
        <Field label={t("message")} note={common("optional")} error={formState.errors.message?.message}>
          <Textarea {...register("message")} />
        </Field>
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <ServiceField control={control} name="service" label={t("service")} services={services} />
        {label === undefined && (
          <>
            <SelectField control={control} name="leadTypeId" label={t("leadType")} options={leadTypes} required />
            <SelectField control={control} name="companyId" label={t("company")} options={companies} required />
            {assigns && (
              <SelectField
                control={control}
                name="ownerId"
                label={t("owner")}
                options={[{ value: "", label: unnamed }, ...possible]}
                placeholder={unnamed}
                hint={hasRules && ownerId === "" ? t("byRulesHint") : undefined}
              />
            )}
          </>
        )}
      </div>
      {shown.length > 0 && <OwnFields control={control} fields={shown} />}
      <Disclosure summary={t("more")}>
        <div className="grid gap-4 pt-2 sm:grid-cols-2">
          <TextField control={control} name="channel" label={t("channel")} hint={t("channelHint")} />
          <TextField control={control} name="subChannel" label={t("subChannel")} />
          <TextField control={control} name="campaign" label={t("campaign")} />
          <Field
            label={t("happenedAt")}
            note={common("optional")}
            hint={t("happenedAtHint")}
            error={formState.errors.happenedAt?.message}
          >
            <DateInput withTime {...register("happenedAt")} />
          </Field>
        </div>
      </Disclosure>
      <div>
        <Button type="submit" variant="primary" size="lg" pending={pending} className="max-sm:w-full">
          {label === undefined ? t("create") : t("addTo", { label })}
        </Button>
      </div>
    </form>
  );
}
