"use client";

import { useTranslations } from "next-intl";
import { EffectBadges, RuleWords } from "@/components/intake/rules/rule-row";
import { VersionsSheet } from "@/components/rules/versions-sheet";
import { sameValue } from "@/lib/core/same-value";
import { ruleVersionsAction } from "@/lib/intake/actions";
import type { RuleChoices } from "@/components/intake/rules/rule";
import type { RuleVersionView } from "@/lib/intake/rules/schema";

type RuleVersionsProps = {
  sourceId: string | null;
  choices: RuleChoices;
  onRestore?: ((version: RuleVersionView) => void) | undefined;
  onClose: () => void;
};

export function RuleVersions({ sourceId, choices, ...sheet }: RuleVersionsProps) {
  const t = useTranslations("rules");
  return (
    <VersionsSheet
      {...sheet}
      load={() => ruleVersionsAction({ sourceId })}
      differenceBeside={(before, after) =>
        sameValue(before.otherwise, after.otherwise) ? [] : [t("difference.otherwise")]
      }
    >
      {({ rules, otherwise }) => (
        <div className="flex flex-col gap-3">
          {rules.map((rule, index) => (
            <RuleWords key={rule.id} rule={rule} number={index + 1} choices={choices} />
          ))}
          <div>
            <p className="font-medium">{t("otherwise")}</p>
            <EffectBadges effect={otherwise} choices={choices} />
          </div>
        </div>
      )}
    </VersionsSheet>
  );
}
