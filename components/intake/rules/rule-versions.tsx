"use client";

import { useLocale, useTimeZone, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { EffectBadges, RuleWords } from "@/components/intake/rules/rule-row";
import { useOutcome } from "@/components/form/use-outcome";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Disclosure } from "@/components/ui/disclosure";
import { Sheet, SheetContent } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import { formatDateTime } from "@/lib/core/format";
import { ruleVersionsAction } from "@/lib/intake/actions";
import { difference } from "@/components/intake/rules/difference";
import type { RuleChoices } from "@/components/intake/rules/rule";
import type { Refusal } from "@/components/form/use-outcome";
import type { RuleVersionView } from "@/lib/intake/rules/schema";

type RuleVersionsProps = {
  sourceId: string | null;
  choices: RuleChoices;
  canRestore: boolean;
  onRestore: (version: RuleVersionView) => void;
  onClose: () => void;
};

/** Every list there was, the newest first, each with what it does otherwise than the one before. */
export function RuleVersions({ sourceId, choices, canRestore, onRestore, onClose }: RuleVersionsProps) {
  const t = useTranslations("rules");
  const common = useTranslations("common");
  const { versions, failure } = useVersions(sourceId);
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
                <VersionRules version={version} choices={choices} />
              </Disclosure>
              {canRestore && index > 0 && (
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

function useVersions(sourceId: string | null) {
  const outcome = useOutcome();
  const [versions, setVersions] = useState<RuleVersionView[]>();
  const [refusal, setRefusal] = useState<Refusal>();
  useEffect(() => {
    let left = false;
    void ruleVersionsAction({ sourceId })
      .catch((): Refusal => ({ ok: false, code: "INTERNAL", requestId: "–" }))
      .then((result) => {
        if (left) return;
        if (result.ok) setVersions(result.data);
        else setRefusal(result);
      });
    return () => {
      left = true;
    };
  }, [sourceId]);
  return { versions, failure: refusal && outcome.text(refusal) };
}

function VersionHead({ version, current }: { version: RuleVersionView; current: boolean }) {
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

function DifferenceWords({ version, before }: { version: RuleVersionView; before: RuleVersionView | undefined }) {
  const t = useTranslations("rules.difference");
  if (!before) return null;
  const { added, removed, changed, moved, otherwise } = difference(before, version);
  const lines = [
    ...added.map((name) => t("added", { name })),
    ...removed.map((name) => t("removed", { name })),
    ...changed.map((name) => t("changed", { name })),
    ...(moved ? [t("moved")] : []),
    ...(otherwise ? [t("otherwise")] : []),
  ];
  return (
    <ul className="text-sm">
      {(lines.length > 0 ? lines : [t("none")]).map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function VersionRules({ version, choices }: { version: RuleVersionView; choices: RuleChoices }) {
  const t = useTranslations("rules");
  return (
    <div className="flex flex-col gap-3">
      {version.rules.map((rule, index) => (
        <RuleWords key={rule.id} rule={rule} number={index + 1} choices={choices} />
      ))}
      <div>
        <p className="font-medium">{t("otherwise")}</p>
        <EffectBadges effect={version.otherwise} choices={choices} />
      </div>
    </div>
  );
}
