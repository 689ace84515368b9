"use client";

import { useMemo } from "react";
import { ComboboxField } from "@/components/form/fields";
import type { Control, FieldPath, FieldValues } from "react-hook-form";

type TimeZoneFieldProps<Form extends FieldValues> = {
  control: Control<Form>;
  name: FieldPath<Form>;
  label: string;
  hint?: React.ReactNode;
  disabled?: boolean;
  /** Offered although this browser may list it under an older name. */
  current: string;
  /** What no zone of its own means; without it one is required. */
  none?: string;
};

export function TimeZoneField<Form extends FieldValues>({ current, none, ...props }: TimeZoneFieldProps<Form>) {
  const options = useMemo(() => {
    const zones = timeZoneOptions(current);
    return none === undefined ? zones : [{ value: "", label: none }, ...zones];
  }, [current, none]);
  return <ComboboxField {...props} required={none === undefined} options={options} />;
}

// Browsers still list these under the names they had before 1996.
const RENAMED = /^America\/(Buenos_Aires|Catamarca|Cordoba|Jujuy|Mendoza)$/;

function timeZoneOptions(current: string) {
  const listed = Intl.supportedValuesOf("timeZone").map((name) => name.replace(RENAMED, "America/Argentina/$1"));
  return [...new Set([current, ...listed, "UTC"])]
    .filter((name) => name !== "")
    .sort()
    .map((name) => ({ value: name, label: name.replaceAll("_", " ") }));
}
