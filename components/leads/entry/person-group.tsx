"use client";

import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useId } from "react";
import { useController, useWatch } from "react-hook-form";
import type { UseFormReturn } from "react-hook-form";

const FOUR = ["contactName", "firm", "email", "phone"] as const;
type WithPerson = Record<(typeof FOUR)[number] | "person", string>;

type PersonGroupProps<Form extends WithPerson> = { form: UseFormReturn<Form>; children: React.ReactNode };

/** Who it is: any one of the four will do, so that what is missing is missing from all of them. */
export function PersonGroup<Form extends WithPerson>({ form, children }: PersonGroupProps<Form>) {
  const t = useTranslations("entry");
  const errors = useTranslations("errors");
  const errorId = useId();
  const { control, clearErrors } = form as unknown as UseFormReturn<WithPerson>;
  const {
    field: { ref },
    fieldState: { error },
  } = useController({
    control,
    name: "person",
    rules: { validate: (_, values) => FOUR.some((name) => values[name].trim() !== "") || errors("someContact") },
  });
  const isSomebody = useWatch({ control, name: FOUR }).some((typed) => typed.trim() !== "");
  useEffect(() => {
    if (isSomebody) clearErrors("person");
  }, [isSomebody, clearErrors]);

  return (
    <fieldset ref={ref} tabIndex={-1} aria-describedby={error && errorId} className="min-w-0 outline-none">
      <legend className="sr-only">{t("person")}</legend>
      <div className="grid gap-4 sm:grid-cols-2">{children}</div>
      {error && (
        <p id={errorId} role="alert" className="mt-2 flex items-start gap-1.5 text-sm text-danger">
          <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          {error.message}
        </p>
      )}
    </fieldset>
  );
}
