"use client";

import { useState } from "react";
import { useForm } from "react-hook-form";
import { lost, useOutcome } from "@/components/form/use-outcome";
import type { DefaultValues, FieldValues, Path } from "react-hook-form";
import type { Refusal } from "@/components/form/use-outcome";
import type { ActionResult } from "@/lib/core/define-action";

type Options<Form extends FieldValues, T> = {
  defaultValues: DefaultValues<Form>;
  submit: (values: Form) => Promise<ActionResult<T>>;
  onDone: (data: T, values: Form) => void | Promise<void>;
  onRefused?: (refusal: Refusal) => void;
  /** The form's own name for a field that the server names otherwise. */
  fieldNames?: Readonly<Record<string, string>>;
};

/**
 * A form around an action: what is typed stays, each refused field says why, and the rest is said above the button.
 * What is required is asked in the browser; everything else is the server's to say.
 */
export function useActionForm<Form extends FieldValues, T>(options: Options<Form, T>) {
  // A complaint goes as soon as what it was about is typed.
  const form = useForm<Form>({ defaultValues: options.defaultValues, mode: "onChange", shouldFocusError: true });
  const [failure, setFailure] = useState<string>();
  const [leaving, setLeaving] = useState(false);
  const outcome = useOutcome();

  const onSubmit = form.handleSubmit(async (values) => {
    setFailure(undefined);
    const result = await options.submit(values).catch(lost);
    if (result.ok) {
      setLeaving(true);
      await options.onDone(result.data, values);
      setLeaving(false);
    } else {
      show(result);
    }
  });

  function show(refusal: Refusal) {
    const fields = Object.entries(fieldsOf(refusal));
    let shown = 0;
    for (const [name, key] of fields) {
      const field = fieldOf(name);
      // What no field of this form can say is said above it.
      if (field === undefined) setFailure(textOf(refusal, key));
      else form.setError(field, { type: "server", message: textOf(refusal, key) }, { shouldFocus: shown++ === 0 });
    }
    if (fields.length === 0) setFailure(outcome.text(refusal));
    options.onRefused?.(refusal);
  }

  /** The form's field for what the server names; of a list of plain values it is the whole list's. */
  function fieldOf(name: string): Path<Form> | undefined {
    const own = options.fieldNames?.[name] ?? name;
    const list = own.replace(/\.\d+$/, "");
    return [list, own].find((path) => {
      const value: unknown = form.getValues(path as Path<Form>);
      return value !== undefined && (path === own || typeof (value as unknown[])[0] !== "object");
    }) as Path<Form> | undefined;
  }

  /** A conflict is about one field as well. */
  function fieldsOf(refusal: Refusal): Record<string, string> {
    const field = refusal.code === "CONFLICT" ? refusal.details?.["field"] : undefined;
    return field ? { [field]: "CONFLICT" } : (refusal.fields ?? {});
  }

  function textOf(refusal: Refusal, key: string): string {
    return key === "CONFLICT" ? outcome.text(refusal) : outcome.fieldText(key);
  }

  return { form, failure, pending: form.formState.isSubmitting || leaving, onSubmit };
}
