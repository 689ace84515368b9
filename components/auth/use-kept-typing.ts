import { useEffect, useEffectEvent } from "react";
import { useWatch } from "react-hook-form";
import type { FieldValues, UseFormReturn } from "react-hook-form";

const KEY = "set-up";

/** What is typed is still there when the page is read anew in this tab; `keepable` leaves out what must not be kept. */
export function useKeptTyping<Form extends FieldValues>(form: UseFormReturn<Form>, keepable: (values: Form) => Form) {
  const values = useWatch({ control: form.control });
  const { isDirty } = form.formState;
  const restore = useEffectEvent(() => {
    const kept = read() as Form | undefined;
    if (kept) form.reset(kept, { keepDefaultValues: true });
  });
  const keep = useEffectEvent(() => {
    if (isDirty) write(keepable(form.getValues()));
  });
  useEffect(() => {
    restore();
  }, []);
  useEffect(() => {
    keep();
  }, [values]);
}

export function forgetTyped(): void {
  write(undefined);
}

// A browser may refuse: then nothing is kept.
function read(): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? "") as unknown;
  } catch {
    return undefined;
  }
}

function write(values: object | undefined): void {
  try {
    if (values) sessionStorage.setItem(KEY, JSON.stringify(values));
    else sessionStorage.removeItem(KEY);
  } catch {
    // As above.
  }
}
