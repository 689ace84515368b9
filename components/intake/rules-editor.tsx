"use client";

import { ArrowDown, ArrowUp, Pencil, Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { conditionWords } from "@/components/intake/condition-words";
import { RuleDialog } from "@/components/intake/rule-dialog";
import { useRun } from "@/components/intake/use-run";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { IconButton } from "@/components/ui/icon-button";
import { Section } from "@/components/ui/section";
import { saveRulesAction } from "@/lib/intake/actions";
import type { Effect, EffectChoices, Rule } from "@/components/intake/rule";

type RulesEditorProps = {
  sourceId: string;
  rules: Rule[];
  /** How the rules stood when this page was read. */
  seen: string[];
  choices: EffectChoices;
  /** Fields beyond the usual that this source's form has. */
  extraFields: string[];
  canManage: boolean;
};

/** The rules of the first look, in order; saved together, because order matters. */
export function RulesEditor({ sourceId, rules: saved, seen, choices, extraFields, canManage }: RulesEditorProps) {
  const t = useTranslations("intake");
  const { run, pending } = useRun();
  const [rules, setRules] = useState(saved);
  const [editing, setEditing] = useState<number>();
  const changed = JSON.stringify(rules) !== JSON.stringify(saved);

  const swap = (one: number, other: number) => {
    const [a, b] = [rules[one], rules[other]];
    if (a && b) setRules(rules.with(one, b).with(other, a));
  };
  const put = (rule: Rule) => {
    setRules(editing === rules.length ? [...rules, rule] : rules.with(editing ?? 0, rule));
    setEditing(undefined);
  };

  return (
    <Section
      title={t("rules")}
      description={t("rulesHint")}
      actions={
        canManage && (
          <Button
            size="sm"
            onClick={() => {
              setEditing(rules.length);
            }}
          >
            <Plus aria-hidden />
            {t("addRule")}
          </Button>
        )
      }
    >
      <Card>
        <CardBody className="flex flex-col gap-4 pt-3">
          {rules.length === 0 && <p className="text-sm text-muted-foreground">{t("noRules")}</p>}
          <ol className="flex flex-col divide-y">
            {rules.map((rule, index) => (
              <li key={rule.id ?? `${index} ${rule.name}`} className="flex items-start gap-3 py-2.5">
                <RuleWords rule={rule} number={index + 1} choices={choices} />
                {canManage && (
                  <div className="flex shrink-0">
                    <IconButton
                      label={t("moveUp", { name: rule.name })}
                      disabled={index === 0}
                      onClick={() => {
                        swap(index, index - 1);
                      }}
                    >
                      <ArrowUp aria-hidden />
                    </IconButton>
                    <IconButton
                      label={t("moveDown", { name: rule.name })}
                      disabled={index === rules.length - 1}
                      onClick={() => {
                        swap(index, index + 1);
                      }}
                    >
                      <ArrowDown aria-hidden />
                    </IconButton>
                    <IconButton
                      label={t("editNamed", { name: rule.name })}
                      onClick={() => {
                        setEditing(index);
                      }}
                    >
                      <Pencil aria-hidden />
                    </IconButton>
                    <IconButton
                      label={t("removeRule", { name: rule.name })}
                      onClick={() => {
                        setRules(rules.toSpliced(index, 1));
                      }}
                    >
                      <Trash2 aria-hidden />
                    </IconButton>
                  </div>
                )}
              </li>
            ))}
          </ol>
          {canManage && changed && (
            <div className="flex items-center gap-3">
              <Button
                variant="primary"
                pending={pending}
                onClick={() => void run(() => saveRulesAction({ sourceId, rules, seen }), t("saved"))}
              >
                {t("saveRules")}
              </Button>
              <span className="text-sm text-muted-foreground">{t("unsaved")}</span>
            </div>
          )}
        </CardBody>
      </Card>
      {editing !== undefined && (
        <RuleDialog
          rule={rules[editing]}
          choices={choices}
          extraFields={extraFields}
          onSave={put}
          onClose={() => {
            setEditing(undefined);
          }}
        />
      )}
    </Section>
  );
}

function RuleWords({ rule, number, choices }: { rule: Rule; number: number; choices: EffectChoices }) {
  const t = useTranslations("intake");
  const condition = useTranslations("condition");
  return (
    <div className="min-w-0 flex-1">
      <p className="font-medium">
        <span className="mr-1.5 text-muted-foreground tabular-nums">{number}.</span>
        {rule.name}
      </p>
      <p className="text-sm break-words text-muted-foreground">
        {conditionWords(rule.condition, { intake: t, condition })}
      </p>
      <p className="mt-1 flex flex-wrap gap-1">
        {effectWords(rule.effect, choices, t).map((word) => (
          <Badge key={word} variant="accent">
            {word}
          </Badge>
        ))}
      </p>
    </div>
  );
}

function effectWords(
  effect: Effect,
  choices: EffectChoices,
  t: ReturnType<typeof useTranslations<"intake">>,
): string[] {
  const word = (list: { value: string; label: string }[], key: string) =>
    list.find(({ value }) => value === key)?.label ?? key;
  return [
    ...(effect.statusKey ? [`${t("ruleStatus")}: ${word(choices.statuses, effect.statusKey)}`] : []),
    ...(effect.leadTypeKey ? [`${t("ruleType")}: ${word(choices.leadTypes, effect.leadTypeKey)}`] : []),
    ...(effect.companyKey ? [`${t("ruleCompany")}: ${word(choices.companies, effect.companyKey)}`] : []),
    ...(effect.priority ? [`${t("rulePriority")}: ${t(`priorities.${effect.priority}`)}`] : []),
    ...(effect.tags ?? []).map((tag) => `#${tag}`),
  ];
}
