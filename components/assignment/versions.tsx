"use client";

import { useTranslations } from "next-intl";
import { RuleWords } from "@/components/assignment/rule-row";
import { VersionsSheet } from "@/components/rules/versions-sheet";
import { assignmentVersionsAction } from "@/lib/assignment/actions";
import { sameValue } from "@/lib/core/same-value";
import type { AssignmentChoices } from "@/components/assignment/rule";
import type { AssignmentVersionView } from "@/lib/assignment/schema";

type AssignmentVersionsProps = {
  choices: AssignmentChoices;
  onRestore: (version: AssignmentVersionView) => void;
  onClose: () => void;
};

export function AssignmentVersions({ choices, ...sheet }: AssignmentVersionsProps) {
  const t = useTranslations("assignment");
  return (
    <VersionsSheet
      {...sheet}
      load={() => assignmentVersionsAction({})}
      differenceBeside={(before, after) => (sameValue(before.caps, after.caps) ? [] : [t("capsChanged")])}
    >
      {({ rules }) => (
        <div className="flex flex-col gap-3">
          {rules.map((rule, index) => (
            <RuleWords key={rule.id} rule={rule} number={index + 1} choices={choices} />
          ))}
        </div>
      )}
    </VersionsSheet>
  );
}
