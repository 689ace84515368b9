import { useEffect, useEffectEvent, useRef } from "react";
import { useWatch } from "react-hook-form";
import { keep as keepText, readKept } from "@/components/form/kept";
import type { FieldValues, UseFormReturn } from "react-hook-form";

/** What is typed is still there when one comes back in this tab; `keepable` leaves out what must not be kept. */
export function useKeptTyping<Form extends FieldValues>(
  form: UseFormReturn<Form>,
  key: string,
  keepable: (values: Form) => Partial<Form> = (values) => values,
) {
  const values = useWatch({ control: form.control });
  const { isDirty } = form.formState;
  const isKept = useRef(false);
  const restore = useEffectEvent(() => {
    const kept = parsed(readKept(key));
    if (kept) form.reset(over(form.getValues(), kept), { keepDefaultValues: true });
  });
  const keep = useEffectEvent(() => {
    if (isDirty) keepText(key, JSON.stringify(keepable(form.getValues())));
    // Emptied by hand.
    else if (isKept.current) keepText(key, "");
    isKept.current = isDirty;
  });
  useEffect(() => {
    restore();
  }, []);
  // That something was typed may be known only after it was: of what is pasted nothing else follows.
  useEffect(() => {
    keep();
  }, [values, isDirty]);
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const kept: unknown = JSON.parse(text);
    return isPlain(kept) ? kept : undefined;
  } catch {
    return undefined;
  }
}

/** What was kept, over what the form has: a field that is new since is still there. */
function over<Form extends FieldValues>(values: Form, kept: Record<string, unknown>): Form {
  const both = Object.entries(kept).map(([name, value]) => {
    const now: unknown = values[name];
    return [name, isPlain(now) && isPlain(value) ? { ...now, ...value } : value];
  });
  return { ...values, ...(Object.fromEntries(both) as Partial<Form>) };
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
