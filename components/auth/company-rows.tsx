"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useFieldArray } from "react-hook-form";
import { TextField } from "@/components/form/fields";
import { Button } from "@/components/ui/button";
import { FieldGroup } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import type { Control } from "react-hook-form";
import type { SetUpForm } from "@/lib/users/set-up/schema";

type Rows = Pick<SetUpForm, "companies">;

export function CompanyRows<Form extends Rows>(props: { control: Control<Form> }) {
  const control = props.control as unknown as Control<Rows>;
  const t = useTranslations("setUp");
  const { fields, append, remove } = useFieldArray({ control, name: "companies" });
  return (
    <FieldGroup legend={t("companies")}>
      <p className="-mt-2 text-xs text-muted-foreground">{t("companiesHint")}</p>
      {fields.map((row, index) => (
        <div key={row.id} className="flex items-start gap-1.5">
          <TextField
            control={control}
            name={`companies.${index}.name`}
            label={t("company", { number: index + 1 })}
            hideLabel
            required
            autoComplete="off"
            className="flex-1"
          />
          {fields.length > 1 && (
            <IconButton
              label={t("removeCompany", { number: index + 1 })}
              onClick={() => {
                remove(index);
              }}
            >
              <X aria-hidden />
            </IconButton>
          )}
        </div>
      ))}
      <div>
        <Button
          size="sm"
          variant="ghost"
          onClick={() => {
            append({ name: "" });
          }}
        >
          <Plus aria-hidden />
          {t("addCompany")}
        </Button>
      </div>
    </FieldGroup>
  );
}
