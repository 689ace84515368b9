"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useWatch } from "react-hook-form";
import { lost } from "@/components/form/use-outcome";
import { useRefresh } from "@/components/live/use-refresh";
import { FormDialog } from "@/components/form/form-dialog";
import { useActionForm } from "@/components/form/use-action-form";
import { EMPTY_FIELD, sent } from "@/components/leads/custom-fields/field-dialog";
import { FieldInputs } from "@/components/leads/custom-fields/field-inputs";
import { Alert } from "@/components/ui/alert";
import { notify } from "@/components/ui/notify";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import { useLabel } from "@/components/leads/vocabulary/labels";
import { fold } from "@/lib/core/text";
import { updateFieldAction } from "@/lib/leads/custom-fields/actions";
import { guessExtraAction, makeFieldAction, tryFillingAction } from "@/lib/leads/custom-fields/filling/actions";
import type { FieldForm } from "@/components/leads/custom-fields/field-inputs";
import type { TypeChoice } from "@/components/leads/custom-fields/field-list";
import type { ActionResult } from "@/lib/core/define-action";
import type { FieldTerm } from "@/lib/leads/custom-fields/schema";
import type { FillingTrial, TryFillingInput } from "@/lib/leads/custom-fields/filling/schema";

type MakeFieldDialogProps = {
  name: string;
  /** Those in use, which it can fill too. */
  fields: readonly FieldTerm[];
  types: readonly TypeChoice[];
  onClose: () => void;
};

/** The last step of a nested name is what it is called. */
const lastOf = (name: string) => (name.split(" › ").at(-1) ?? name).slice(0, 60);

/** A form's other spelling of what a field is called, or is filled from already. */
const isMeant = (name: string) => (field: FieldTerm) =>
  [field.labelEs, field.labelEn, ...field.takes].some((one) => fold(lastOf(one)) === fold(lastOf(name)));

/** An extra value becomes a field, or fills one that is there: what it seems to be, what that would mean for the leads that have it, and then done. */
export function MakeFieldDialog({ name, fields, types, onClose }: MakeFieldDialogProps) {
  const t = useTranslations("customFields.extras");
  const refresh = useRefresh();
  const label = useLabel();
  const [intoId, setIntoId] = useState(() => fields.find(isMeant(name))?.id ?? "");
  const into = fields.find(({ id }) => id === intoId);
  const { form, ...rest } = useActionForm<FieldForm, { leads: number } | null>({
    defaultValues: { ...EMPTY_FIELD, labelEs: lastOf(name), labelEn: lastOf(name) },
    submit: (typed) => (into ? fillAlso(into, name) : makeFieldAction({ name, field: sent(typed) })),
    onDone: (made, typed) => {
      if (made) notify.success(t("made", { label: typed.labelEs, count: made.leads }));
      else if (into) notify.success(t("filledAlso", { label: label(into) }));
      onClose();
      refresh();
    },
  });
  const { setValue } = form;
  useEffect(() => {
    let gone = false;
    void guessExtraAction({ name })
      .catch(lost)
      .then((guess) => {
        if (gone || !guess.ok) return;
        setValue("kind", guess.data.kind);
        setValue(
          "options",
          guess.data.options.map((label) => ({ key: "", labelEn: label, labelEs: label, active: true })),
        );
      });
    return () => {
      gone = true;
    };
  }, [name, setValue]);
  const [kind, options] = useWatch({ control: form.control, name: ["kind", "options"] });
  const trial = useTrial(name, into ?? { kind, options });
  return (
    <FormDialog
      title={t("makeNamed", { name })}
      description={t("makeText")}
      saveLabel={t(into ? "fillIt" : "makeIt")}
      onClose={onClose}
      {...rest}
    >
      {fields.length > 0 && <Into fields={fields} value={intoId} onChange={setIntoId} />}
      {!into && <FieldInputs form={form} types={types} />}
      <div aria-live="polite">{trial && <Trial trial={trial} />}</div>
    </FormDialog>
  );
}

async function fillAlso({ id, takes }: FieldTerm, name: string): Promise<ActionResult<null>> {
  const result = await updateFieldAction({ fieldId: id, set: { takes: [...takes, name] }, seen: { takes } }).catch(
    lost,
  );
  return result.ok ? { ok: true, data: null } : result;
}

type IntoProps = { fields: readonly FieldTerm[]; value: string; onChange: (fieldId: string) => void };

function Into({ fields, value, onChange }: IntoProps) {
  const t = useTranslations("customFields");
  const label = useLabel();
  return (
    <Field label={t("extras.into")}>
      <NativeSelect
        value={value}
        emptyLabel={t("extras.newField")}
        options={fields.map((field) => ({ value: field.id, label: `${label(field)} (${t(`kinds.${field.kind}`)})` }))}
        onChange={(event) => {
          onChange(event.currentTarget.value);
        }}
      />
    </Field>
  );
}

function Trial({ trial: { filled, unreadable, unread, kept } }: { trial: FillingTrial }) {
  const t = useTranslations("customFields.extras");
  return (
    <Alert variant={unreadable > 0 ? "warning" : "info"}>
      <p>{t("wouldFill", { count: filled })}</p>
      {kept > 0 && <p>{t("wouldStay", { count: kept })}</p>}
      {unreadable > 0 && (
        <p className="wrap-anywhere">
          {t("wouldKeep", { count: unreadable })} {t("unread", { examples: unread.join(" · ") })}
        </p>
      )}
    </Alert>
  );
}

const WAIT_MS = 300;

type Tried = Pick<FieldForm, "kind" | "options"> & { id?: string };

/** What would become of the leads, asked again a moment after the field was drafted otherwise, or another one chosen. */
function useTrial(name: string, { id, kind, options }: Tried): FillingTrial | null {
  const [trial, setTrial] = useState<FillingTrial | null>(null);
  const said = options.filter(({ labelEn, labelEs }) => labelEn !== "" && labelEs !== "");
  const asked = JSON.stringify({ name, kind, options: said, ...(id !== undefined && { fieldId: id }) });
  useEffect(() => {
    let gone = false;
    const timer = setTimeout(() => {
      void tryFillingAction(JSON.parse(asked) as TryFillingInput)
        .catch(lost)
        .then((result) => {
          if (!gone) setTrial(result.ok ? result.data : null);
        });
    }, WAIT_MS);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [asked]);
  return trial;
}
