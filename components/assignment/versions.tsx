"use client";

import { useLocale, useTimeZone, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { difference } from "@/components/assignment/difference";
import { RuleWords } from "@/components/assignment/rule-row";
import { useOutcome } from "@/components/form/use-outcome";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Disclosure } from "@/components/ui/disclosure";
import { Sheet, SheetContent } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import { formatDateTime } from "@/lib/core/format";
import { assignmentVersionsAction } from "@/lib/assignment/actions";
import type { AssignmentChoices } from "@/components/assignment/rule";
import type { Refusal } from "@/components/form/use-outcome";
import type { AssignmentVersionView } from "@/lib/assignment/schema";

type AssignmentVersionsProps = {
  choices: AssignmentChoices;
  onRestore: (version: AssignmentVersionView) => void;
  onClose: () => void;
};

/** Every version there was, the newest first, each with what it does otherwise than the one before. */
export function AssignmentVersions({ choices, onRestore, onClose }: AssignmentVersionsProps) {
  const t = useTranslations("rules");
  const common = useTranslations("common");
  const { versions, failure } = useVersions();
  return (
    <Sheet
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <SheetContent title={t("versions")} description={t("versionsHint")} closeLabel={common("close")}>
        {failure !== undefined && <Alert variant="danger">{failure}</Alert>}
        {versions === undefined && failure === undefined && <Skeleton className="h-24" />}
        {versions?.length === 0 && <p className="text-muted-foreground">{t("noVersions")}</p>}
        <ol className="flex flex-col divide-y">
          {versions?.map((version, index) => (
            <li key={version.version} className="flex flex-col gap-1.5 py-3 first:pt-0">
              <VersionHead version={version} current={index === 0} />
              <DifferenceWords version={version} before={versions[index + 1]} />
              <Disclosure summary={t("showRules")}>
                <div className="flex flex-col gap-3">
                  {version.rules.map((rule, place) => (
                    <RuleWords key={rule.id} rule={rule} number={place + 1} choices={choices} />
                  ))}
                </div>
              </Disclosure>
              {index > 0 && (
                <Button
                  size="sm"
                  className="self-start"
                  onClick={() => {
                    onRestore(version);
                  }}
                >
                  {t("bringBack")}
                </Button>
              )}
            </li>
          ))}
        </ol>
      </SheetContent>
    </Sheet>
  );
}

function useVersions() {
  const outcome = useOutcome();
  const [versions, setVersions] = useState<AssignmentVersionView[]>();
  const [refusal, setRefusal] = useState<Refusal>();
  useEffect(() => {
    let left = false;
    void assignmentVersionsAction({})
      .catch((): Refusal => ({ ok: false, code: "INTERNAL", requestId: "–" }))
      .then((result) => {
        if (left) return;
        if (result.ok) setVersions(result.data);
        else setRefusal(result);
      });
    return () => {
      left = true;
    };
  }, []);
  return { versions, failure: refusal && outcome.text(refusal) };
}

function VersionHead({ version, current }: { version: AssignmentVersionView; current: boolean }) {
  const t = useTranslations("rules");
  const to = { locale: useLocale(), timeZone: useTimeZone() ?? "UTC" };
  return (
    <div>
      <p className="flex items-center gap-2 font-medium">
        {t("version", { version: version.version })}
        {current && <Badge variant="accent">{t("current")}</Badge>}
      </p>
      <p className="text-xs text-muted-foreground">
        {[
          formatDateTime(version.savedAt, to),
          version.savedBy || t("bySystem"),
          ...(version.restoredFrom === null ? [] : [t("restoredFrom", { version: version.restoredFrom })]),
        ].join(" · ")}
      </p>
    </div>
  );
}

type DifferenceProps = { version: AssignmentVersionView; before: AssignmentVersionView | undefined };

function DifferenceWords({ version, before }: DifferenceProps) {
  const t = useTranslations("rules.difference");
  const assignment = useTranslations("assignment");
  if (!before) return null;
  const { added, removed, changed, moved, caps } = difference(before, version);
  const lines = [
    ...added.map((name) => t("added", { name })),
    ...removed.map((name) => t("removed", { name })),
    ...changed.map((name) => t("changed", { name })),
    ...(moved ? [t("moved")] : []),
    ...(caps ? [assignment("capsChanged")] : []),
  ];
  return (
    <ul className="text-sm">
      {(lines.length > 0 ? lines : [t("none")]).map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
