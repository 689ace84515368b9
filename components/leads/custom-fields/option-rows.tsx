"use client";

import { ArchiveRestore, Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useController } from "react-hook-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { FieldGroup } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import type { Control } from "react-hook-form";
import type { FieldForm } from "@/components/leads/custom-fields/field-inputs";
import type { OptionInput } from "@/lib/leads/custom-fields/schema";

type OptionRowsProps = { control: Control<FieldForm>; name: "options"; error: string | undefined };

/** What can be chosen, in both languages and in order. One that leads may say is retired instead of taken away. */
export function OptionRows({ control, name, error }: OptionRowsProps) {
  const t = useTranslations("customFields");
  const { field } = useController({ control, name });
  const options = field.value;
  const set = (at: number, change: Partial<OptionInput>) => {
    field.onChange(options.map((option, index) => (index === at ? { ...option, ...change } : option)));
  };
  const remove = (at: number) => {
    if (options[at]?.key) set(at, { active: false });
    else field.onChange(options.toSpliced(at, 1));
  };
  return (
    <FieldGroup legend={t("options")}>
      {options.map((option, at) => {
        const number = at + 1;
        return (
          <div key={at} className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] items-center gap-2">
            <Input
              aria-label={t("optionEs", { number })}
              placeholder={t("inSpanish")}
              value={option.labelEs}
              disabled={!option.active}
              onChange={({ target }) => {
                // Most are the same in both languages until somebody says otherwise.
                const same = option.labelEn === option.labelEs;
                set(at, { labelEs: target.value, ...(same && { labelEn: target.value }) });
              }}
            />
            <Input
              aria-label={t("optionEn", { number })}
              placeholder={t("inEnglish")}
              value={option.labelEn}
              disabled={!option.active}
              onChange={({ target }) => {
                set(at, { labelEn: target.value });
              }}
            />
            {option.active ? (
              <IconButton
                size="sm"
                label={t("optionRemove", { number })}
                onClick={() => {
                  remove(at);
                }}
              >
                <X aria-hidden />
              </IconButton>
            ) : (
              <IconButton
                size="sm"
                label={t("optionRevive", { label: option.labelEs })}
                onClick={() => {
                  set(at, { active: true });
                }}
              >
                <ArchiveRestore aria-hidden />
              </IconButton>
            )}
          </div>
        );
      })}
      {error !== undefined && <Alert variant="danger">{error}</Alert>}
      <div>
        <Button
          size="sm"
          onClick={() => {
            field.onChange([...options, { key: "", labelEn: "", labelEs: "", active: true }]);
          }}
        >
          <Plus aria-hidden />
          {t("optionNew")}
        </Button>
      </div>
    </FieldGroup>
  );
}
