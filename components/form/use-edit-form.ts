"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRefresh } from "@/components/live/use-refresh";
import { changedFields } from "@/components/form/changed-fields";
import { useActionForm } from "@/components/form/use-action-form";
import { notify } from "@/components/ui/notify";
import type { DefaultValues, FieldValues, Path } from "react-hook-form";
import type { ActionResult } from "@/lib/core/define-action";

type Options<Form extends FieldValues> = {
  /** What is there now; another reading of the page brings what others changed. */
  values: Form;
  update: (edit: ReturnType<typeof changedFields<Form>>) => Promise<ActionResult<unknown>>;
  /** What is typed for one time and never shown again, a password: empty once it was saved, and sent whenever it is typed. */
  once?: Path<Form>;
  onSaved?: (typed: Form) => void;
};

/** A form over what exists: only what was changed is sent, with what was seen of it; nothing changed is nothing sent. */
export function useEditForm<Form extends FieldValues>({ values, update, once, onSaved }: Options<Form>) {
  const common = useTranslations("common");
  const refresh = useRefresh();
  const [first, setFirst] = useState(values);
  const acting = useActionForm<Form, unknown>({
    defaultValues: values as DefaultValues<Form>,
    fieldNames: Object.fromEntries(Object.keys(values).map((field) => [`set.${field}`, field])),
    submit: async (typed) => {
      const edit = changedFields(typed, first, values);
      return Object.keys(edit.set).length === 0 ? { ok: true, data: null } : update(edit);
    },
    onRefused: () => {
      // Brings what others changed meanwhile; what is typed stays.
      refresh();
    },
    onDone: (_, typed) => {
      setFirst(once === undefined ? typed : { ...typed, [once]: values[once] });
      if (once !== undefined) acting.form.setValue(once, values[once]);
      onSaved?.(typed);
      notify.success(common("saved"));
      refresh();
    },
  });
  return acting;
}
