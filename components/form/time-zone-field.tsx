"use client";

import { useLocale } from "next-intl";
import { useMemo } from "react";
import { ComboboxField } from "@/components/form/fields";
import { formatPlaceInList } from "@/lib/core/format";
import type { ComboboxOption } from "@/components/ui/combobox-popup";
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
  const locale = useLocale();
  const options = useMemo(() => {
    const zones = timeZoneOptions(current, locale);
    return none === undefined ? zones : [{ value: "", label: none }, ...zones];
  }, [current, none, locale]);
  return <ComboboxField {...props} required={none === undefined} options={options} />;
}

// Browsers still list these under the names they had before 1996.
const RENAMED = /^America\/(Buenos_Aires|Catamarca|Cordoba|Jujuy|Mendoza)$/;

/** Cities by name, each with how far it is from Greenwich; also found by the zone's whole name. */
function timeZoneOptions(current: string, locale: string): ComboboxOption[] {
  const listed = Intl.supportedValuesOf("timeZone").map((name) => name.replace(RENAMED, "America/Argentina/$1"));
  const placeOf = placesOn(new Date().toISOString().slice(0, 10));
  return [...new Set([current, ...listed, "UTC"])]
    .filter((name) => name !== "")
    .map((name) => ({ value: name, label: placeOf(name), also: name.replaceAll("_", " ") }))
    .sort((a, b) => a.label.localeCompare(b.label, locale));
}

let known = { day: "", places: new Map<string, string>() };

/** Hundreds of them take a tenth of a second, and are the same all day. */
function placesOn(day: string): (timeZone: string) => string {
  if (known.day !== day) known = { day, places: new Map() };
  const { places } = known;
  return (timeZone) => {
    const place = places.get(timeZone) ?? formatPlaceInList(`${day}T12:00Z`, timeZone);
    places.set(timeZone, place);
    return place;
  };
}
