"use client";

import { Plus, Users } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useRun } from "@/components/form/use-run";
import { RuleList } from "@/components/rules/rule-list";
import { GroupRuleDialog } from "@/components/settings/identities/group-rule-dialog";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Section } from "@/components/ui/section";
import { shortName } from "@/lib/users/directory/naming/schema";
import type { ComboboxOption } from "@/components/ui/combobox-popup";
import type { Via } from "@/lib/auth/identities/schema";
import type { ActionResult } from "@/lib/core/define-action";
import type { GroupRuleView, SaveRulesInput } from "@/lib/users/identities/schema";
import type { RoleView } from "@/lib/users/schema";

export type RuleChoices = { roles: readonly RoleView[]; companies: readonly ComboboxOption[] };

type GroupRulesProps = RuleChoices & {
  via: Via;
  rules: readonly GroupRuleView[];
  version: string;
  save: (input: SaveRulesInput) => Promise<ActionResult<unknown>>;
};

/** Which group gives which role; their order matters, so they are saved together. */
export function GroupRules({ via, rules: saved, version, roles, companies, save }: GroupRulesProps) {
  const t = useTranslations("groupRules");
  const common = useTranslations("common");
  const { run, pending } = useRun();
  const [rules, setRules] = useState<readonly GroupRuleView[]>(saved);
  const [editing, setEditing] = useState<number | "new">();
  // Each reading of the page brings the same ones anew.
  const isChanged = JSON.stringify(rules) !== JSON.stringify(saved);

  function keep(rule: GroupRuleView) {
    setRules(typeof editing === "number" ? rules.with(editing, rule) : [...rules, rule]);
    setEditing(undefined);
  }

  return (
    <Section
      title={t("rules")}
      description={t("rulesText")}
      actions={
        <Button
          onClick={() => {
            setEditing("new");
          }}
        >
          <Plus aria-hidden />
          {t("addRule")}
        </Button>
      }
    >
      <Card>
        {rules.length === 0 ? (
          <EmptyState icon={<Users />} title={t("noRules")} description={t(`noRulesText.${via}`)} />
        ) : (
          <CardBody className="py-1">
            <RuleList
              rules={rules.map((rule) => ({ ...rule, id: rule.group, name: nameOf(via, rule) }))}
              onChange={(next) => {
                setRules(next.map(({ group, roleId, companyIds }) => ({ group, roleId, companyIds })));
              }}
              onEdit={setEditing}
            >
              {(rule, number) => (
                <RuleWords via={via} rule={rule} number={number} roles={roles} companies={companies} />
              )}
            </RuleList>
          </CardBody>
        )}
      </Card>
      {isChanged && (
        <div className="flex flex-wrap items-center justify-end gap-2">
          <p className="mr-auto text-sm text-muted-foreground" role="status">
            {t("unsaved")}
          </p>
          <Button
            disabled={pending}
            onClick={() => {
              setRules(saved);
            }}
          >
            {t("discard")}
          </Button>
          <Button
            variant="primary"
            pending={pending}
            onClick={() => void run(() => save({ rules: [...rules], seen: version }), t(`rulesSaved.${via}`))}
          >
            {common("save")}
          </Button>
        </div>
      )}
      {editing !== undefined && (
        <GroupRuleDialog
          via={via}
          rule={typeof editing === "number" ? rules[editing] : undefined}
          others={rules.filter((_, index) => index !== editing)}
          roles={roles}
          companies={companies}
          onKeep={keep}
          onClose={() => {
            setEditing(undefined);
          }}
        />
      )}
    </Section>
  );
}

/** What a group is called by those who know it. */
const nameOf = (via: Via, { group }: { group: string }) => (via === "directory" ? shortName(group) : group);

type RuleWordsProps = RuleChoices & { via: Via; rule: GroupRuleView; number: number };

function RuleWords({ via, rule, number, roles, companies }: RuleWordsProps) {
  const t = useTranslations("groupRules");
  const locale = useLocale();
  const role = roles.find(({ id }) => id === rule.roleId);
  const names = companies.filter(({ value }) => rule.companyIds.includes(value)).map(({ label }) => label);
  const reach = role?.everyCompany ? t("allCompanies") : t("missingCompanies");
  return (
    <div className="min-w-0 flex-1">
      <p className="font-medium">
        <span className="mr-1.5 text-muted-foreground tabular-nums">{number}.</span>
        <span className="break-words">{nameOf(via, rule)}</span>
      </p>
      {via === "directory" && <p className="text-xs break-all text-muted-foreground">{rule.group}</p>}
      <p className="text-sm break-words">
        {[locale === "en" ? role?.nameEn : role?.nameEs, names.length > 0 ? names.join(", ") : reach].join(" · ")}
      </p>
    </div>
  );
}
