"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ConditionEditor } from "@/components/condition/condition-editor";
import { EffectFields } from "@/components/intake/rules/effect-fields";
import { ruleFields } from "@/components/intake/rules/rule-fields";
import { Button } from "@/components/ui/button";
import { CheckboxLine } from "@/components/ui/checkbox";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { areFair } from "@/components/intake/rules/rule";
import { validateCondition } from "@/lib/core/condition/problems";
import type { EditorField } from "@/components/condition/draft";
import type { Effect, Rule, RuleChoices } from "@/components/intake/rules/rule";
import type { Condition } from "@/lib/core/condition/schema";

const NEW: Condition = { field: "service", op: "contains", value: "" };

type RuleDialogProps = {
  rule: Rule | undefined;
  choices: RuleChoices;
  onSave: (rule: Rule) => void;
  onClose: () => void;
};

export function RuleDialog({ rule, choices, onSave, onClose }: RuleDialogProps) {
  const t = useTranslations("rules");
  const errors = useTranslations("errors");
  const [draft, setDraft] = useState<Rule>(rule ?? { name: "", condition: NEW, effect: {}, stop: false });
  const [tried, setTried] = useState(false);
  const fields = ruleFields(t, choices);
  const unnamed = draft.name.trim() === "";
  const unreadable = !isReadable(draft.condition, fields);
  const set = (part: Partial<Rule>) => {
    setDraft({ ...draft, ...part });
  };
  return (
    <Frame
      title={rule ? t("edit") : t("add")}
      onClose={onClose}
      onApply={() => {
        setTried(true);
        if (!unnamed && !unreadable && areFair(draft.effect.points)) onSave({ ...draft, name: draft.name.trim() });
      }}
    >
      <Field label={t("name")} error={tried && unnamed && errors("required")}>
        <Input
          value={draft.name}
          maxLength={120}
          onChange={({ target }) => {
            set({ name: target.value });
          }}
        />
      </Field>
      <div>
        <h3 className="mb-2 text-sm font-medium">{t("when")}</h3>
        <ConditionEditor
          fields={fields}
          value={draft.condition}
          onChange={(condition) => {
            set({ condition });
          }}
        />
        {tried && unreadable && (
          <p role="alert" className="mt-1.5 text-sm text-danger">
            {t("unreadable")}
          </p>
        )}
      </div>
      <div>
        <h3 className="mb-2 text-sm font-medium">{t("then")}</h3>
        <EffectFields
          effect={draft.effect}
          choices={choices}
          onChange={(effect) => {
            set({ effect });
          }}
        />
      </div>
      <CheckboxLine
        label={t("stop")}
        checked={draft.stop}
        onCheckedChange={(stop) => {
          set({ stop });
        }}
      />
    </Frame>
  );
}

type OtherwiseDialogProps = {
  otherwise: Effect;
  choices: RuleChoices;
  onSave: (effect: Effect) => void;
  onClose: () => void;
};

/** What is said of a lead that no rule matched. */
export function OtherwiseDialog({ otherwise, choices, onSave, onClose }: OtherwiseDialogProps) {
  const t = useTranslations("rules");
  const [effect, setEffect] = useState(otherwise);
  return (
    <Frame
      title={t("otherwise")}
      onClose={onClose}
      onApply={() => {
        if (areFair(effect.points)) onSave(effect);
      }}
    >
      <EffectFields effect={effect} choices={choices} onChange={setEffect} />
    </Frame>
  );
}

type FrameProps = { title: string; onApply: () => void; onClose: () => void; children: React.ReactNode };

function Frame({ title, onApply, onClose, children }: FrameProps) {
  const common = useTranslations("common");
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <DialogContent
        title={title}
        closeLabel={common("close")}
        size="lg"
        footer={
          <>
            <Button onClick={onClose}>{common("cancel")}</Button>
            <Button variant="primary" onClick={onApply}>
              {common("apply")}
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-5">{children}</div>
      </DialogContent>
    </Dialog>
  );
}

/** Whether it says all it has to; a field that no form has lately may be asked all the same. */
function isReadable(condition: Condition, fields: EditorField[]): boolean {
  const catalogue = Object.fromEntries(fields.map(({ key, type }) => [key, { type, sql: "" }]));
  return validateCondition(condition, catalogue).every(({ code }) => code === "field");
}
