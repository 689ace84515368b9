"use client";

import { TextField } from "@/components/form/fields";
import type { Control, FieldPath, FieldValues } from "react-hook-form";

type ServiceFieldProps<Form extends FieldValues> = {
  control: Control<Form>;
  name: FieldPath<Form>;
  label: string;
  services: readonly string[];
};

/** Any words do; the services of the organisation are offered. */
export function ServiceField<Form extends FieldValues>({ services, ...bound }: ServiceFieldProps<Form>) {
  if (services.length === 0) return <TextField {...bound} />;
  return (
    <>
      <TextField list="services" autoComplete="off" {...bound} />
      <datalist id="services">
        {services.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}
