"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useWatch } from "react-hook-form";
import { useRefresh } from "@/components/live/use-refresh";
import { FormDialog } from "@/components/form/form-dialog";
import { useActionForm } from "@/components/form/use-action-form";
import { EMPTY_FIELD, sent } from "@/components/leads/custom-fields/field-dialog";
import { FieldInputs } from "@/components/leads/custom-fields/field-inputs";
import { Alert } from "@/components/ui/alert";
import { notify } from "@/components/ui/notify";
import { guessExtraAction, makeFieldAction, tryFillingAction } from "@/lib/leads/custom-fields/filling/actions";
import type { FieldForm } from "@/components/leads/custom-fields/field-inputs";
import type { TypeChoice } from "@/components/leads/custom-fields/field-list";
import type { FillingTrial } from "@/lib/leads/custom-fields/filling/schema";

type MakeFieldDialogProps = { name: string; types: readonly TypeChoice[]; onClose: () => void };

/** The last step of a nested name is what it is called. */
const lastOf = (name: string) => (name.split(" › ").at(-1) ?? name).slice(0, 60);

/** An extra value becomes a field: what it seems to be, what that would mean for the leads that have it, and then done. */
export function MakeFieldDialog({ name, types, onClose }: MakeFieldDialogProps) {
  const t = useTranslations("customFields.extras");
  const refresh = useRefresh();
  const { form, ...rest } = useActionForm<FieldForm, { leads: number }>({
    defaultValues: { ...EMPTY_FIELD, labelEs: lastOf(name), labelEn: lastOf(name) },
    submit: (typed) => makeFieldAction({ name, field: sent(typed) }),
    onDone: ({ leads }, typed) => {
      notify.success(t("made", { label: typed.labelEs, count: leads }));
      onClose();
      refresh();
    },
  });
  const { setValue } = form;
  useEffect(() => {
    let gone = false;
    void guessExtraAction({ name }).then((guess) => {
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
  const trial = useTrial(name, kind, options);
  return (
    <FormDialog
      title={t("makeNamed", { name })}
      description={t("makeText")}
      saveLabel={t("makeIt")}
      onClose={onClose}
      {...rest}
    >
      <FieldInputs form={form} types={types} />
      <div aria-live="polite">{trial && <Trial trial={trial} />}</div>
    </FormDialog>
  );
}

function Trial({ trial: { filled, unreadable, unread } }: { trial: FillingTrial }) {
  const t = useTranslations("customFields.extras");
  return (
    <Alert variant={unreadable > 0 ? "warning" : "info"}>
      <p>{t("wouldFill", { count: filled })}</p>
      {unreadable > 0 && (
        <p className="wrap-anywhere">
          {t("wouldKeep", { count: unreadable })} {t("unread", { examples: unread.join(" · ") })}
        </p>
      )}
    </Alert>
  );
}

const WAIT_MS = 300;

/** What would become of the leads, asked again a moment after the field was drafted otherwise. */
function useTrial(name: string, kind: FieldForm["kind"], options: FieldForm["options"]): FillingTrial | null {
  const [trial, setTrial] = useState<FillingTrial | null>(null);
  const asked = JSON.stringify(options.filter(({ labelEn, labelEs }) => labelEn !== "" && labelEs !== ""));
  useEffect(() => {
    let gone = false;
    const timer = setTimeout(() => {
      void tryFillingAction({ name, kind, options: JSON.parse(asked) as FieldForm["options"] }).then((result) => {
        if (!gone) setTrial(result.ok ? result.data : null);
      });
    }, WAIT_MS);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [name, kind, asked]);
  return trial;
}
