"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { EffectFields } from "@/components/intake/rules/effect-fields";
import { ruleFields } from "@/components/intake/rules/rule-fields";
import { CheckboxLine } from "@/components/ui/checkbox";
import { areFair } from "@/components/intake/rules/rule";
import { hasBasics, RuleBasics } from "@/components/rules/rule-basics";
import { RuleFrame } from "@/components/rules/rule-frame";
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
  const [draft, setDraft] = useState<Rule>(rule ?? { name: "", condition: NEW, effect: {}, stop: false });
  const [tried, setTried] = useState(false);
  const fields = ruleFields(t, choices);
  const set = (part: Partial<Rule>) => {
    setDraft({ ...draft, ...part });
  };
  return (
    <RuleFrame
      title={rule ? t("edit") : t("add")}
      onClose={onClose}
      onApply={() => {
        setTried(true);
        if (hasBasics(draft, fields) && areFair(draft.effect.points)) onSave({ ...draft, name: draft.name.trim() });
      }}
    >
      <RuleBasics name={draft.name} condition={draft.condition} fields={fields} tried={tried} onChange={set} />
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
    </RuleFrame>
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
    <RuleFrame
      title={t("otherwise")}
      onClose={onClose}
      onApply={() => {
        if (areFair(effect.points)) onSave(effect);
      }}
    >
      <EffectFields effect={effect} choices={choices} onChange={setEffect} />
    </RuleFrame>
  );
}
