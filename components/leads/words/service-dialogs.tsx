"use client";

import { useTranslations } from "next-intl";
import { useController, useWatch } from "react-hook-form";
import { useRefresh } from "@/components/live/use-refresh";
import { SelectField, TextField } from "@/components/form/fields";
import { FormDialog } from "@/components/form/form-dialog";
import { useActionForm } from "@/components/form/use-action-form";
import { useLabel } from "@/components/leads/vocabulary/labels";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { addServiceAction, retireServiceAction, updateServiceAction } from "@/lib/leads/service-words/actions";
import type { Control } from "react-hook-form";
import type { EditedService } from "@/components/leads/words/service-list";
import type { ServiceTerm } from "@/lib/leads/service-words/schema";

type ServiceForm = { of: string; labelEs: string; labelEn: string; aliases: string };
type ServiceDialogProps = EditedService & { services: readonly ServiceTerm[]; onClose: () => void };

/** One a line. */
const linesOf = (text: string) =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);

/** A service's names and what forms call it; of a word that leads say, whether it is a service or another name of one. */
export function ServiceDialog({ service, word, services, onClose }: ServiceDialogProps) {
  const t = useTranslations("words.services");
  const vocabulary = useTranslations("vocabulary");
  const label = useLabel();
  const refresh = useRefresh();
  const { form, ...rest } = useActionForm<ServiceForm, unknown>({
    defaultValues: {
      of: "",
      labelEs: service?.labelEs ?? word?.slice(0, 120) ?? "",
      labelEn: service?.labelEn ?? word?.slice(0, 120) ?? "",
      aliases: service?.aliases.join("\n") ?? "",
    },
    submit: ({ of, labelEs, labelEn, aliases }) => {
      const known = services.find(({ id }) => id === of);
      if (known && word !== undefined)
        return updateServiceAction({
          serviceId: known.id,
          set: { aliases: [...known.aliases, word] },
          seen: { aliases: known.aliases },
        });
      const typed = { labelEs, labelEn, aliases: linesOf(aliases) };
      if (!service) return addServiceAction(typed);
      const { aliases: before } = service;
      return updateServiceAction({
        serviceId: service.id,
        set: typed,
        seen: { labelEs: service.labelEs, labelEn: service.labelEn, aliases: before },
      });
    },
    onDone: () => {
      onClose();
      refresh();
    },
  });
  const of = useWatch({ control: form.control, name: "of" });
  return (
    <FormDialog title={service ? t("edit") : t("new")} onClose={onClose} {...rest}>
      {word !== undefined && services.length > 0 && (
        <SelectField
          control={form.control}
          name="of"
          label={t("isA", { word })}
          required={false}
          placeholder={t("ownService")}
          options={[
            { value: "", label: t("ownService") },
            ...services.map((one) => ({ value: one.id, label: label(one) })),
          ]}
        />
      )}
      {of === "" && (
        <>
          <div className="grid gap-4 sm:grid-cols-2">
            <TextField
              control={form.control}
              name="labelEs"
              label={vocabulary("labelEs")}
              required
              autoComplete="off"
              autoFocus
            />
            <TextField
              control={form.control}
              name="labelEn"
              label={vocabulary("labelEn")}
              required
              autoComplete="off"
            />
          </div>
          <Aliases control={form.control} />
        </>
      )}
    </FormDialog>
  );
}

function Aliases({ control }: { control: Control<ServiceForm> }) {
  const t = useTranslations("words.services");
  const common = useTranslations("common");
  const { field, fieldState } = useController({ control, name: "aliases" });
  return (
    <Field label={t("aliases")} note={common("optional")} hint={t("aliasesHint")} error={fieldState.error?.message}>
      <Textarea rows={4} {...field} />
    </Field>
  );
}

type RetireServiceDialogProps = { service: ServiceTerm; others: readonly ServiceTerm[]; onClose: () => void };

/** What takes its place on the leads that ask for it, and for whoever still says it. */
export function RetireServiceDialog({ service, others, onClose }: RetireServiceDialogProps) {
  const t = useTranslations("words.services");
  const vocabulary = useTranslations("vocabulary");
  const label = useLabel();
  const refresh = useRefresh();
  const { form, ...rest } = useActionForm<{ successorId: string }, unknown>({
    defaultValues: { successorId: "" },
    submit: ({ successorId }) => retireServiceAction({ serviceId: service.id, successorId }),
    onDone: () => {
      onClose();
      refresh();
    },
  });
  return (
    <FormDialog
      size="sm"
      title={vocabulary("retireNamed", { label: label(service) })}
      description={t("retireText", { count: service.leads })}
      saveLabel={vocabulary("retire")}
      onClose={onClose}
      {...rest}
    >
      <SelectField
        control={form.control}
        name="successorId"
        label={vocabulary("successor")}
        required
        options={others.map((one) => ({ value: one.id, label: label(one) }))}
      />
    </FormDialog>
  );
}
