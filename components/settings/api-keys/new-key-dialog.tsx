"use client";

import { useTranslations } from "next-intl";
import { useController, useWatch } from "react-hook-form";
import { useRefresh } from "@/components/live/use-refresh";
import { MultiComboboxField, SelectField, TextField } from "@/components/form/fields";
import { useActionForm } from "@/components/form/use-action-form";
import { MAY } from "@/components/settings/api-keys/key-words";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { CheckboxLine } from "@/components/ui/checkbox";
import { DateInput } from "@/components/ui/date-input";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Field, FieldGroup } from "@/components/ui/field";
import { RadioGroup } from "@/components/ui/radio-group";
import { createKeyAction } from "@/lib/auth/keys/actions";
import { SENSITIVE_FIELDS } from "@/lib/core/permissions";
import type { SensitiveField } from "@/lib/core/permissions";
import type { Control } from "react-hook-form";
import type { MadeKey } from "@/components/settings/api-keys/made-key-dialog";
import type { ComboboxOption } from "@/components/ui/combobox-popup";
import type { KeyPermission } from "@/lib/auth/keys/schema";

export type KeyChoices = {
  permissions: readonly KeyPermission[];
  /** Whoever makes it reaches every company themselves. */
  everywhere: boolean;
  companies: readonly ComboboxOption[];
  sources: readonly { id: string; name: string; companyId: string }[];
};

type KeyForm = {
  name: string;
  permissions: KeyPermission[];
  /** What it isn't told of leads. */
  hidden: SensitiveField[];
  where: "all" | "some";
  companyIds: string[];
  sourceId: string;
  lastDay: string;
};

type NewKeyDialogProps = { choices: KeyChoices; onClose: () => void; onMade: (made: MadeKey) => void };

export function NewKeyDialog({ choices, onClose, onMade }: NewKeyDialogProps) {
  const t = useTranslations("apiKeys");
  const common = useTranslations("common");
  const refresh = useRefresh();
  const [only, ...others] = choices.companies;
  const defaultValues: KeyForm = {
    name: "",
    permissions: choices.permissions.includes("lead.create") ? ["lead.create"] : [],
    hidden: [],
    where: "some",
    companyIds: only && others.length === 0 ? [only.value] : [],
    sourceId: "",
    lastDay: "",
  };
  const { form, failure, pending, onSubmit } = useActionForm({
    defaultValues,
    submit: ({ where, companyIds, sourceId, permissions, hidden, ...key }) =>
      createKeyAction({
        ...key,
        permissions,
        // What isn't asked any more isn't sent either.
        fields: permissions.includes("lead.read")
          ? Object.fromEntries(hidden.map((field) => [field, "hidden" as const]))
          : {},
        everyCompany: where === "all",
        companyIds: where === "all" ? [] : companyIds,
        sourceId: permissions.includes("lead.create") ? sourceId : "",
      }),
    onDone: ({ key }, { name, permissions }) => {
      onMade({ name, key, posts: permissions.includes("lead.create") });
      refresh();
    },
  });
  const { control } = form;
  const [permissions, where, companyIds] = useWatch({ control, name: ["permissions", "where", "companyIds"] });
  const sources = choices.sources.filter(({ companyId }) => where === "all" || companyIds.includes(companyId));
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <DialogContent
        title={t("newTitle")}
        closeLabel={common("close")}
        footer={
          <>
            <DialogClose render={<Button />}>{common("cancel")}</DialogClose>
            <Button type="submit" form="new-key" variant="primary" pending={pending}>
              {t("create")}
            </Button>
          </>
        }
      >
        <form id="new-key" noValidate onSubmit={(event) => void onSubmit(event)} className="flex flex-col gap-5">
          {failure !== undefined && <Alert variant="danger">{failure}</Alert>}
          <TextField control={control} name="name" label={t("name")} hint={t("nameHint")} required autoComplete="off" />
          <PermissionsField control={control} offered={choices.permissions} />
          {permissions.includes("lead.read") && <HiddenField control={control} />}
          {choices.everywhere && (
            <FieldGroup legend={t("where")}>
              <RadioGroup
                aria-label={t("where")}
                value={where}
                onValueChange={(value) => {
                  form.setValue("where", value);
                }}
                options={[
                  { value: "all", label: t("everyCompany") },
                  { value: "some", label: t("whereSome") },
                ]}
              />
            </FieldGroup>
          )}
          {where === "some" && (
            <MultiComboboxField
              control={control}
              name="companyIds"
              label={t("companies")}
              options={choices.companies}
              required
            />
          )}
          {permissions.includes("lead.create") && sources.length > 0 && (
            <SelectField
              control={control}
              name="sourceId"
              label={t("source")}
              hint={t("sourceHint")}
              options={sources.map(({ id, name }) => ({ value: id, label: name }))}
              placeholder={t("ownSource")}
            />
          )}
          <LastDayField control={control} />
        </form>
      </DialogContent>
    </Dialog>
  );
}

function PermissionsField({ control, offered }: { control: Control<KeyForm>; offered: readonly KeyPermission[] }) {
  const t = useTranslations("apiKeys");
  const errors = useTranslations("errors");
  const { field, fieldState } = useController({
    control,
    name: "permissions",
    rules: { validate: (value) => value.length > 0 || errors("required") },
  });
  return (
    <FieldGroup legend={t("permissions")}>
      {offered.map((permission) => (
        <CheckboxLine
          key={permission}
          label={t(`may.${MAY[permission]}`)}
          hint={t(`mayHint.${MAY[permission]}`)}
          checked={field.value.includes(permission)}
          onCheckedChange={(checked) => {
            field.onChange(offered.filter((one) => (one === permission ? checked : field.value.includes(one))));
          }}
        />
      ))}
      <p role="status" className="text-xs text-danger empty:hidden">
        {fieldState.error?.message ?? ""}
      </p>
    </FieldGroup>
  );
}

/** The fields of leads that it doesn't get to know. */
function HiddenField({ control }: { control: Control<KeyForm> }) {
  const t = useTranslations("apiKeys");
  const sensitive = useTranslations("sensitive");
  const { field } = useController({ control, name: "hidden" });
  return (
    <FieldGroup legend={t("hidden")}>
      {SENSITIVE_FIELDS.map((name) => (
        <CheckboxLine
          key={name}
          label={sensitive(name)}
          checked={field.value.includes(name)}
          onCheckedChange={(checked) => {
            field.onChange(SENSITIVE_FIELDS.filter((one) => (one === name ? checked : field.value.includes(one))));
          }}
        />
      ))}
    </FieldGroup>
  );
}

function LastDayField({ control }: { control: Control<KeyForm> }) {
  const t = useTranslations("apiKeys");
  const common = useTranslations("common");
  const { field, fieldState } = useController({ control, name: "lastDay" });
  return (
    <Field label={t("lastDay")} hint={t("lastDayHint")} note={common("optional")} error={fieldState.error?.message}>
      <DateInput {...field} />
    </Field>
  );
}
