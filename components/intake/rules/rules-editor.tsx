"use client";

import { History, Pencil, Plus } from "lucide-react";
import { Link } from "@/components/ui/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { OtherwiseDialog, RuleDialog } from "@/components/intake/rules/rule-dialog";
import { EffectBadges, RuleWords } from "@/components/intake/rules/rule-row";
import { RulesPreview } from "@/components/intake/rules/rules-preview";
import { RuleVersions } from "@/components/intake/rules/rule-versions";
import { RuleList } from "@/components/rules/rule-list";
import { SaveBar } from "@/components/rules/save-bar";
import { useRun } from "@/components/form/use-run";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { IconButton } from "@/components/ui/icon-button";
import { Section } from "@/components/ui/section";
import { saveRulesAction } from "@/lib/intake/actions";
import type { Draft, Rule, RuleChoices } from "@/components/intake/rules/rule";

type RulesEditorProps = {
  /** Null: the list for every source. */
  sourceId: string | null;
  saved: Draft & { version: number };
  /** How many rules for every source come after these. */
  sharedCount?: number;
  choices: RuleChoices;
  canManage: boolean;
};

/** The rules of the first look, in order; saved together, because order matters. */
export function RulesEditor({ sourceId, saved, sharedCount = 0, choices, canManage }: RulesEditorProps) {
  const t = useTranslations("rules");
  const { run, pending } = useRun();
  const [draft, setDraft] = useState<Draft>({ rules: saved.rules, otherwise: saved.otherwise });
  const [restoredFrom, setRestoredFrom] = useState<number | null>(null);
  const [editing, setEditing] = useState<number | "otherwise">();
  const [showsVersions, setShowsVersions] = useState(false);
  const { rules, otherwise } = draft;
  const mark = JSON.stringify(draft);
  const changed = mark !== JSON.stringify({ rules: saved.rules, otherwise: saved.otherwise });
  const setRules = (next: Rule[]) => {
    setDraft({ ...draft, rules: next });
  };
  const close = () => {
    setEditing(undefined);
  };

  return (
    <Section
      title={t(sourceId === null ? "shared" : "title")}
      description={t(sourceId === null ? "sharedHint" : "hint")}
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
            {t("versions")}
          </Button>
          {canManage && (
            <Button
              size="sm"
              onClick={() => {
                setEditing(rules.length);
              }}
            >
              <Plus aria-hidden />
              {t("add")}
            </Button>
          )}
        </>
      }
    >
      <Card>
        <CardBody className="flex flex-col gap-4 pt-3">
          {rules.length === 0 && <p className="text-sm text-muted-foreground">{t("noRules")}</p>}
          <RuleList rules={rules} onChange={setRules} onEdit={setEditing} readOnly={!canManage}>
            {(rule, number) => <RuleWords rule={rule} number={number} choices={choices} />}
          </RuleList>
          {sourceId !== null && (
            <p className="border-t pt-3 text-sm text-muted-foreground">
              {t.rich("thenShared", {
                count: sharedCount,
                link: (words) => (
                  <Link href="/intake/rules" className="text-accent-text underline underline-offset-2">
                    {words}
                  </Link>
                ),
              })}
            </p>
          )}
          <div className="flex items-start gap-3 border-t pt-3">
            <div className="min-w-0 flex-1">
              <p className="font-medium">{t("otherwise")}</p>
              <EffectBadges effect={otherwise} choices={choices} />
            </div>
            {canManage && (
              <IconButton
                label={t("editOtherwise")}
                onClick={() => {
                  setEditing("otherwise");
                }}
              >
                <Pencil aria-hidden />
              </IconButton>
            )}
          </div>
          {canManage && changed && (
            <div className="border-t pt-4">
              <RulesPreview key={mark} sourceId={sourceId} draft={draft} choices={choices} />
            </div>
          )}
        </CardBody>
        <SaveBar
          changed={canManage && changed}
          pending={pending}
          restoredFrom={restoredFrom}
          onSave={() =>
            void run(() => saveRulesAction({ sourceId, ...draft, seen: saved.version, restoredFrom }), t("saved"))
          }
          onDiscard={() => {
            setDraft({ rules: saved.rules, otherwise: saved.otherwise });
            setRestoredFrom(null);
          }}
        />
      </Card>
      {editing === "otherwise" && (
        <OtherwiseDialog
          otherwise={otherwise}
          choices={choices}
          onClose={close}
          onSave={(effect) => {
            setDraft({ ...draft, otherwise: effect });
            close();
          }}
        />
      )}
      {typeof editing === "number" && (
        <RuleDialog
          rule={rules[editing]}
          choices={choices}
          onClose={close}
          onSave={(rule) => {
            setRules(editing === rules.length ? [...rules, rule] : rules.with(editing, rule));
            close();
          }}
        />
      )}
      {showsVersions && (
        <RuleVersions
          sourceId={sourceId}
          choices={choices}
          onClose={() => {
            setShowsVersions(false);
          }}
          onRestore={
            canManage
              ? (version) => {
                  setDraft({ rules: version.rules, otherwise: version.otherwise });
                  setRestoredFrom(version.version);
                  setShowsVersions(false);
                }
              : undefined
          }
        />
      )}
    </Section>
  );
}
