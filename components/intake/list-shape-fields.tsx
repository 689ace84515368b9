"use client";

import { useTranslations } from "next-intl";
import { Controller, useWatch } from "react-hook-form";
import { SelectField, TextField } from "@/components/form/fields";
import { CheckboxLine } from "@/components/ui/checkbox";
import { PAGINGS } from "@/lib/intake/schema";
import type { Control, FieldPath, FieldValues } from "react-hook-form";
import type { ShapeValues } from "@/components/intake/shape-values";
import type { Paging } from "@/lib/intake/schema";

const ASKS: Record<Paging, readonly ("param" | "firstPage" | "next" | "size")[]> = {
  none: [],
  page: ["param", "firstPage", "size"],
  offset: ["param", "size"],
  cursor: ["param", "next", "size"],
  next: ["next", "size"],
};

/** How a list that no plugin is known for is asked and read. */
export function ListShapeFields<Form extends FieldValues & { pullShape: ShapeValues }>({
  control,
}: {
  control: Control<Form>;
}) {
  const t = useTranslations("intake.fetch");
  const at = (key: keyof ShapeValues) => `pullShape.${key}` as FieldPath<Form>;
  const { paging } = useWatch({ control, name: "pullShape" as FieldPath<Form> }) as ShapeValues;
  const asks = ASKS[paging];
  return (
    <div className="flex flex-col gap-4">
      <TextField
        control={control}
        name={at("path")}
        label={t("path")}
        hint={t("pathHint")}
        autoCapitalize="none"
        spellCheck={false}
        required
      />
      <div className="grid items-start gap-4 sm:grid-cols-3">
        <TextField
          control={control}
          name={at("items")}
          label={t("items")}
          hint={t("itemsHint")}
          autoCapitalize="none"
          spellCheck={false}
        />
        <TextField control={control} name={at("id")} label={t("id")} autoCapitalize="none" spellCheck={false} />
        <TextField control={control} name={at("time")} label={t("time")} autoCapitalize="none" spellCheck={false} />
      </div>
      <Controller
        control={control}
        name={at("utc")}
        render={({ field }) => (
          <CheckboxLine checked={field.value} onCheckedChange={field.onChange} label={t("utc")} hint={t("utcHint")} />
        )}
      />
      <div className="grid items-start gap-4 sm:grid-cols-3">
        <SelectField
          control={control}
          name={at("paging")}
          label={t("paging")}
          options={PAGINGS.map((value) => ({ value, label: t(`pagings.${value}`) }))}
          required
        />
        {asks.includes("param") && (
          <TextField control={control} name={at("param")} label={t("param")} autoCapitalize="none" required />
        )}
        {asks.includes("next") && (
          <TextField control={control} name={at("next")} label={t("next")} autoCapitalize="none" required />
        )}
        {asks.includes("firstPage") && (
          <SelectField
            control={control}
            name={at("firstPage")}
            label={t("firstPage")}
            options={["1", "0"].map((value) => ({ value, label: value }))}
            required
          />
        )}
        {asks.includes("size") && (
          <>
            <TextField control={control} name={at("sizeParam")} label={t("sizeParam")} autoCapitalize="none" />
            <TextField control={control} name={at("size")} label={t("size")} inputMode="numeric" required />
          </>
        )}
      </div>
    </div>
  );
}
