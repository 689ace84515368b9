"use client";

import { useLocale, useTimeZone, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { lost, useOutcome } from "@/components/form/use-outcome";
import { difference } from "@/components/rules/difference";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Disclosure } from "@/components/ui/disclosure";
import { Sheet, SheetContent } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import { formatDateTime } from "@/lib/core/format";
import type { Refusal } from "@/components/form/use-outcome";
import type { ActionResult } from "@/lib/core/define-action";

type Version = {
  version: number;
  savedAt: Date;
  savedBy: string;
  restoredFrom: number | null;
  rules: readonly { id: string; name: string }[];
};

type VersionsSheetProps<Saved extends Version> = {
  load: () => Promise<ActionResult<Saved[]>>;
  /** What else it does otherwise than the one before, in words. */
  differenceBeside: (before: Saved, after: Saved) => string[];
  /** Nothing for whoever only reads them. */
  onRestore?: ((version: Saved) => void) | undefined;
  onClose: () => void;
  children: (version: Saved) => React.ReactNode;
};

/** Every version there was, the newest first, each with what it does otherwise than the one before. */
export function VersionsSheet<Saved extends Version>(props: VersionsSheetProps<Saved>) {
  const { load, differenceBeside, onRestore, onClose, children } = props;
  const t = useTranslations("rules");
  const common = useTranslations("common");
  const { versions, failure } = useVersions(load);
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
          {versions?.map((version, index) => {
            const before = versions[index + 1];
            return (
              <li key={version.version} className="flex flex-col gap-1.5 py-3 first:pt-0">
                <VersionHead version={version} current={index === 0} />
                {before && (
                  <DifferenceWords before={before} after={version} beside={differenceBeside(before, version)} />
                )}
                <Disclosure summary={t("showRules")}>{children(version)}</Disclosure>
                {onRestore && index > 0 && (
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
            );
          })}
        </ol>
      </SheetContent>
    </Sheet>
  );
}

/** Read once, when the sheet opens. */
function useVersions<Saved>(load: () => Promise<ActionResult<Saved[]>>) {
  const outcome = useOutcome();
  const [first] = useState(() => load);
  const [versions, setVersions] = useState<Saved[]>();
  const [refusal, setRefusal] = useState<Refusal>();
  useEffect(() => {
    let left = false;
    void first()
      .catch(lost)
      .then((result) => {
        if (left) return;
        if (result.ok) setVersions(result.data);
        else setRefusal(result);
      });
    return () => {
      left = true;
    };
  }, [first]);
  return { versions, failure: refusal && outcome.text(refusal) };
}

function VersionHead({ version, current }: { version: Version; current: boolean }) {
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

function DifferenceWords({ before, after, beside }: { before: Version; after: Version; beside: string[] }) {
  const t = useTranslations("rules.difference");
  const { added, removed, changed, moved } = difference(before.rules, after.rules);
  const lines = [
    ...added.map((name) => t("added", { name })),
    ...removed.map((name) => t("removed", { name })),
    ...changed.map((name) => t("changed", { name })),
    ...(moved ? [t("moved")] : []),
    ...beside,
  ];
  return (
    <ul className="text-sm">
      {(lines.length > 0 ? lines : [t("none")]).map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
