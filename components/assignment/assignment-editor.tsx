"use client";

import { History, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { CapsSection } from "@/components/assignment/caps-section";
import { isCount } from "@/components/assignment/count-field";
import { RuleDialog } from "@/components/assignment/rule-dialog";
import { RuleWords } from "@/components/assignment/rule-row";
import { Simulator } from "@/components/assignment/simulator";
import { AssignmentVersions } from "@/components/assignment/versions";
import { RuleList } from "@/components/rules/rule-list";
import { SaveBar } from "@/components/rules/save-bar";
import { useRun } from "@/components/form/use-run";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { Section } from "@/components/ui/section";
import { saveAssignmentAction } from "@/lib/assignment/actions";
import type { AssignmentChoices, Draft, DraftRule } from "@/components/assignment/rule";

type AssignmentEditorProps = { saved: Draft & { version: number }; choices: AssignmentChoices };

/** Whose new leads become: rules in order, caps, and what they would have made of the past; saved together. */
export function AssignmentEditor({ saved, choices }: AssignmentEditorProps) {
  const t = useTranslations("assignment");
  const rulesWords = useTranslations("rules");
  const { run, pending } = useRun();
  const first: Draft = { rules: saved.rules, caps: saved.caps };
  const [draft, setDraft] = useState<Draft>(first);
  /** Fields that hold what is typed begin anew where something else is put in their place. */
  const [round, setRound] = useState(0);
  const [restoredFrom, setRestoredFrom] = useState<number | null>(null);
  const [editing, setEditing] = useState<number>();
  const [showsVersions, setShowsVersions] = useState(false);
  const { rules, caps } = draft;
  const changed = JSON.stringify(draft) !== JSON.stringify(first);
  const isFair = isCount(caps.everybody) && Object.values(caps.people).every((cap) => isCount(cap));
  const setRules = (next: DraftRule[]) => {
    setDraft({ ...draft, rules: next });
  };
  const replace = (next: Draft, version: number | null) => {
    setDraft(next);
    setRestoredFrom(version);
    setRound(round + 1);
  };

  return (
    <Section
      title={t("rules")}
      description={t("rulesHint")}
      actions={
        <>
          <Button
            size="sm"
            variant="ghost"
            onClick={() => {
              setShowsVersions(true);
            }}
          >
            <History aria-hidden />
            {rulesWords("versions")}
          </Button>
          <Button
            size="sm"
            onClick={() => {
              setEditing(rules.length);
            }}
          >
            <Plus aria-hidden />
            {t("add")}
          </Button>
        </>
      }
    >
      <Card>
        <CardBody className="flex flex-col gap-4 pt-3">
          {rules.length === 0 && <p className="text-sm text-muted-foreground">{t("noRules")}</p>}
          <RuleList rules={rules} onChange={setRules} onEdit={setEditing}>
            {(rule, number) => <RuleWords rule={rule} number={number} choices={choices} />}
          </RuleList>
          <div className="border-t pt-3">
            <p className="font-medium">{t("otherwise")}</p>
            <p className="text-sm text-muted-foreground">{t("otherwiseText")}</p>
          </div>
          <div className="border-t pt-4">
            <CapsSection
              key={round}
              caps={caps}
              choices={choices}
              onChange={(next) => {
                setDraft({ ...draft, caps: next });
              }}
            />
          </div>
          <div className="border-t pt-4">
            <Simulator draft={draft} changed={changed} disabled={!isFair} />
          </div>
        </CardBody>
        <SaveBar
          changed={changed}
          pending={pending}
          disabled={!isFair}
          restoredFrom={restoredFrom}
          onSave={() => {
            void run(() => saveAssignmentAction({ ...draft, seen: saved.version, restoredFrom }), t("saved"));
          }}
          onDiscard={() => {
            replace(first, null);
          }}
        />
      </Card>
      {editing !== undefined && (
        <RuleDialog
          rule={rules[editing]}
          choices={choices}
          onClose={() => {
            setEditing(undefined);
          }}
          onSave={(rule) => {
            setRules(editing === rules.length ? [...rules, rule] : rules.with(editing, rule));
            setEditing(undefined);
          }}
        />
      )}
      {showsVersions && (
        <AssignmentVersions
          choices={choices}
          onClose={() => {
            setShowsVersions(false);
          }}
          onRestore={({ version, ...older }) => {
            replace({ rules: older.rules, caps: older.caps }, version);
            setShowsVersions(false);
          }}
        />
      )}
    </Section>
  );
}
