"use client";

import { useTranslations } from "next-intl";
import { personName } from "@/components/assignment/rule";
import { RuleWords } from "@/components/assignment/rule-row";
import { RuleList } from "@/components/rules/rule-list";
import { Card, CardBody } from "@/components/ui/card";
import { Section } from "@/components/ui/section";
import type { AssignmentChoices, Draft } from "@/components/assignment/rule";

type AssignmentReadingProps = { saved: Draft; choices: AssignmentChoices };

/** The rules and caps that count now, for whoever gives leads by hand and doesn't change these. */
export function AssignmentReading({ saved: { rules, caps }, choices }: AssignmentReadingProps) {
  const t = useTranslations("assignment");
  const limits = [
    ...(caps.everybody === null ? [] : [{ id: "", name: t("capEverybody"), cap: caps.everybody }]),
    ...Object.entries(caps.people).map(([id, cap]) => ({ id, name: personName(id, choices, t("formerUser")), cap })),
  ];
  return (
    <Section title={t("rules")} description={`${t("rulesHint")} ${t("readHint")}`}>
      <Card>
        <CardBody className="flex flex-col gap-4 pt-3">
          {rules.length === 0 && <p className="text-sm text-muted-foreground">{t("noRules")}</p>}
          <RuleList rules={rules} readOnly>
            {(rule, number) => <RuleWords rule={rule} number={number} choices={choices} />}
          </RuleList>
          <div className="border-t pt-3">
            <p className="font-medium">{t("otherwise")}</p>
            <p className="text-sm text-muted-foreground">{t("otherwiseText")}</p>
          </div>
          {limits.length > 0 && (
            <div className="border-t pt-4">
              <h3 className="font-medium">{t("caps")}</h3>
              <p className="text-sm text-muted-foreground">{t("capsHint")}</p>
              <ul className="mt-2 flex flex-col gap-1 text-sm">
                {limits.map(({ id, name, cap }) => (
                  <li key={id}>
                    {name}: {t("capWord", { cap })}
                  </li>
                ))}
              </ul>
            </div>
          )}
        </CardBody>
      </Card>
    </Section>
  );
}
