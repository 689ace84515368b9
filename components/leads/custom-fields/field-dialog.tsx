"use client";

import { useTranslations } from "next-intl";
import { useRefresh } from "@/components/live/use-refresh";
import { FieldInputs } from "@/components/leads/custom-fields/field-inputs";
import { FormDialog } from "@/components/form/form-dialog";
import { useActionForm } from "@/components/form/use-action-form";
import { addFieldAction, updateFieldAction } from "@/lib/leads/custom-fields/actions";
import { hasOptions } from "@/lib/leads/custom-fields/field/schema";
import type { FieldForm } from "@/components/leads/custom-fields/field-inputs";
import type { TypeChoice } from "@/components/leads/custom-fields/field-list";
import type { ActionResult } from "@/lib/core/define-action";
import type { FieldTerm } from "@/lib/leads/custom-fields/schema";

type FieldDialogProps = {
  /** The one that is edited; a new one otherwise. */
  field: FieldTerm | undefined;
  types: readonly TypeChoice[];
  /** What it could be filled from besides. */
  extras: readonly string[];
  onClose: () => void;
};

/** What a field is called, what it holds, and which leads have it. */
export function FieldDialog({ field, types, extras, onClose }: FieldDialogProps) {
  const t = useTranslations("customFields");
  const refresh = useRefresh();
  const { form, ...rest } = useActionForm<FieldForm, unknown>({
    defaultValues: field ? formOf(field) : EMPTY_FIELD,
    submit: (typed) => (field ? save(field, typed) : addFieldAction(sent(typed))),
    onDone: () => {
      onClose();
      refresh();
    },
  });
  return (
    <FormDialog title={t(field ? "edit" : "new")} onClose={onClose} {...rest}>
      <FieldInputs form={form} types={types} field={field} extras={extras} />
    </FormDialog>
  );
}

export const EMPTY_FIELD: FieldForm = {
  labelEs: "",
  labelEn: "",
  kind: "text",
  helpEs: "",
  helpEn: "",
  typeIds: [],
  takes: [],
  options: [],
};

function formOf({ labelEs, labelEn, kind, helpEs, helpEn, typeIds, takes, options }: FieldTerm): FieldForm {
  return { labelEs, labelEn, kind, helpEs, helpEn, typeIds, takes, options };
}

/** Options are a choice's alone. */
export function sent(typed: FieldForm): FieldForm {
  return { ...typed, options: hasOptions(typed.kind) ? typed.options : [] };
}

function save(field: FieldTerm, typed: FieldForm): Promise<ActionResult<unknown>> {
  const first = formOf(field);
  const now = sent(typed);
  const names = (Object.keys(now) as (keyof FieldForm)[]).filter(
    (name) => JSON.stringify(now[name]) !== JSON.stringify(first[name]),
  );
  if (names.length === 0) return Promise.resolve({ ok: true, data: null });
  const pick = (from: FieldForm) => Object.fromEntries(names.map((name) => [name, from[name]]));
  return updateFieldAction({ fieldId: field.id, set: pick(now), seen: pick(first) });
}
