"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ConditionEditor } from "@/components/condition/condition-editor";
import { fieldWord } from "@/components/intake/condition-words";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import type { Effect, EffectChoices, Rule } from "@/components/intake/rule";
import type { Condition } from "@/lib/core/condition/schema";

type RuleDialogProps = {
  rule: Rule | undefined;
  choices: EffectChoices;
  extraFields: string[];
  onSave: (rule: Rule) => void;
  onClose: () => void;
};

const FIELDS = [
  "service",
  "message",
  "firm",
  "name",
  "email",
  "phone",
  "pageUrl",
  "referrer",
  "formId",
  "formName",
  "utmSource",
  "utmMedium",
  "utmCampaign",
];
const PRIORITIES = ["low", "normal", "high", "urgent"] as const;
const NEW: Condition = { field: "service", op: "contains", value: "" };

export function RuleDialog({ rule, choices, extraFields, onSave, onClose }: RuleDialogProps) {
  const t = useTranslations("intake");
  const common = useTranslations("common");
  const errors = useTranslations("errors");
  const [name, setName] = useState(rule?.name ?? "");
  const [condition, setCondition] = useState<Condition>(rule?.condition ?? NEW);
  const [effect, setEffect] = useState<Effect>(rule?.effect ?? {});
  const [tags, setTags] = useState((rule?.effect.tags ?? []).join(", "));
  const [tried, setTried] = useState(false);
  const fields = [...FIELDS, ...extraFields.map((label) => `extra.${label}`)].map((key) => ({
    key,
    label: fieldWord(key, t),
    type: "text" as const,
  }));

  function save() {
    setTried(true);
    if (name.trim() === "") return;
    const list = tags.split(",").flatMap((tag) => tag.trim() || []);
    const { tags: _before, ...rest } = effect;
    onSave({ ...rule, name: name.trim(), condition, effect: { ...rest, ...(list.length > 0 && { tags: list }) } });
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <DialogContent
        title={rule ? t("editRule") : t("addRule")}
        closeLabel={common("close")}
        size="lg"
        footer={
          <>
            <Button onClick={onClose}>{common("cancel")}</Button>
            <Button variant="primary" onClick={save}>
              {common("apply")}
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-5">
          <Field label={t("ruleName")} error={tried && name.trim() === "" && errors("required")}>
            <Input
              value={name}
              onChange={(event) => {
                setName(event.target.value);
              }}
            />
          </Field>
          <div>
            <h3 className="mb-2 text-sm font-medium">{t("ruleWhen")}</h3>
            <ConditionEditor fields={fields} value={condition} onChange={setCondition} />
          </div>
          <div>
            <h3 className="mb-2 text-sm font-medium">{t("ruleThen")}</h3>
            <EffectFields effect={effect} choices={choices} onChange={setEffect} />
            <Field label={t("ruleTags")} className="mt-4">
              <Input
                value={tags}
                onChange={(event) => {
                  setTags(event.target.value);
                }}
              />
            </Field>
          </div>
        </div>
      </DialogContent>
    </Dialog>
  );
}

type EffectFieldsProps = { effect: Effect; choices: EffectChoices; onChange: (effect: Effect) => void };

function EffectFields({ effect, choices, onChange }: EffectFieldsProps) {
  const t = useTranslations("intake");
  const lines = [
    { key: "statusKey", label: t("ruleStatus"), options: choices.statuses },
    { key: "leadTypeKey", label: t("ruleType"), options: choices.leadTypes },
    { key: "companyKey", label: t("ruleCompany"), options: choices.companies },
    {
      key: "priority",
      label: t("rulePriority"),
      options: PRIORITIES.map((value) => ({ value, label: t(`priorities.${value}`) })),
    },
  ] as const;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {lines.map(({ key, label, options }) => (
        <Field key={key} label={label}>
          <NativeSelect
            value={effect[key] ?? ""}
            emptyLabel={t("unchanged")}
            options={options}
            onChange={(event) => {
              const { [key]: _before, ...others } = effect;
              onChange(event.target.value === "" ? others : { ...others, [key]: event.target.value });
            }}
          />
        </Field>
      ))}
    </div>
  );
}
