"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { CountField, isCount } from "@/components/assignment/count-field";
import { PoolFields } from "@/components/assignment/pool-fields";
import { areInOrder, asksSomebody, METHOD_KEYS, NEW_RULE, tidied } from "@/components/assignment/rule";
import { ruleFields } from "@/components/assignment/rule-fields";
import { hasBasics, RuleBasics } from "@/components/rules/rule-basics";
import { RuleFrame } from "@/components/rules/rule-frame";
import { RadioGroup } from "@/components/ui/radio-group";
import type { AssignmentChoices, DraftRule } from "@/components/assignment/rule";

type RuleDialogProps = {
  rule: DraftRule | undefined;
  choices: AssignmentChoices;
  onSave: (rule: DraftRule) => void;
  onClose: () => void;
};

/** One rule: when it speaks, whom it asks, how it chooses, and what it doesn't put up with. */
export function RuleDialog({ rule, choices, onSave, onClose }: RuleDialogProps) {
  const t = useTranslations("assignment");
  const [draft, setDraft] = useState<DraftRule>(rule ?? NEW_RULE);
  const [tried, setTried] = useState(false);
  const fields = ruleFields(t, choices);
  const set = (part: Partial<DraftRule>) => {
    setDraft({ ...draft, ...part });
  };
  const isFine = hasBasics(draft, fields) && asksSomebody(draft) && hasFairNumbers(draft) && areInOrder(draft);
  return (
    <RuleFrame
      title={rule ? t("edit") : t("add")}
      onClose={onClose}
      onApply={() => {
        setTried(true);
        if (isFine) onSave(tidied(draft));
      }}
    >
      <RuleBasics name={draft.name} condition={draft.condition} fields={fields} tried={tried} onChange={set} />
      <div>
        <h3 id="assignment-method" className="mb-2 text-sm font-medium">
          {t("method")}
        </h3>
        <RadioGroup
          aria-labelledby="assignment-method"
          value={draft.method}
          onValueChange={(method) => {
            set({ method });
          }}
          options={METHOD_KEYS.map((value) => ({
            value,
            label: t(`methods.${value}`),
            hint: t(`methodHints.${value}`),
          }))}
        />
      </div>
      <PoolFields
        key={draft.method === "named" ? "one" : "several"}
        rule={draft}
        choices={choices}
        error={tried && !asksSomebody(draft) ? t("nobodyAsked") : undefined}
        onChange={set}
      />
      <LimitFields rule={draft} onChange={set} />
    </RuleFrame>
  );
}

function LimitFields({ rule, onChange }: { rule: DraftRule; onChange: (part: Partial<DraftRule>) => void }) {
  const t = useTranslations("assignment");
  const errors = useTranslations("errors");
  const unfair = (value: number | null) => !isCount(value) && errors("notValid");
  return (
    <div className="flex flex-col gap-4">
      <CountField
        label={t("ruleCap")}
        hint={t("ruleCapHint")}
        error={unfair(rule.cap)}
        value={rule.cap}
        onChange={(cap) => {
          onChange({ cap });
        }}
      />
      <fieldset>
        <legend className="mb-1 text-sm font-medium">{t("response")}</legend>
        <p className="mb-3 text-xs text-muted-foreground">{t("responseHint")}</p>
        <div className="grid gap-4 sm:grid-cols-2">
          <CountField
            label={t("remind")}
            error={unfair(rule.remind) || (!areInOrder(rule) && t("remindFirst"))}
            value={rule.remind}
            onChange={(remind) => {
              onChange({ remind });
            }}
          />
          <CountField
            label={t("takeBack")}
            error={unfair(rule.takeBack)}
            value={rule.takeBack}
            onChange={(takeBack) => {
              onChange({ takeBack });
            }}
          />
        </div>
      </fieldset>
    </div>
  );
}

function hasFairNumbers({ cap, remind, takeBack, weights }: DraftRule): boolean {
  return (
    [cap, remind, takeBack].every((value) => isCount(value)) && Object.values(weights).every((one) => isCount(one, 100))
  );
}
