"use client";

import { useLocale, useTranslations } from "next-intl";
import { Alert } from "@/components/ui/alert";
import { Card, CardBody } from "@/components/ui/card";
import { Progress } from "@/components/ui/progress";
import { formatNumber } from "@/lib/core/format";
import { MOST_COLUMNS } from "@/lib/intake/importing/schema";
import type { ImportProgress, Outcome } from "@/lib/intake/importing/schema";

const OUTCOMES: Outcome[] = ["new", "updated", "touched", "unchanged", "skipped", "refused"];

const sumOf = (counts: ImportProgress["counts"], outcome: Outcome) =>
  counts.reduce((sum, row) => sum + (row.outcome === outcome ? row.count : 0), 0);

/** What was refused isn't in: nothing to be green about. */
const toneOf = ({ counts }: ImportProgress) => (sumOf(counts, "refused") > 0 ? "warning" : "success");

/** Where it stands, in one sentence; a bar while it moves. */
export function StageProgress({ progress }: { progress: ImportProgress }) {
  const t = useTranslations("imports");
  const locale = useLocale();
  const { stage, state, reason, settled, rowCount } = progress;
  if (state === "failed") {
    // `quote_open:12` names the row.
    const [problem = "", row = ""] = reason.split(":");
    const key = `problems.${problem}` as "problems.quote_open";
    return <Alert variant="danger">{t.has(key) ? t(key, { row }) : t("problems.failed")}</Alert>;
  }
  function outcomeWords({ counts }: ImportProgress): string {
    return OUTCOMES.flatMap((outcome) => {
      const count = sumOf(counts, outcome);
      return count === 0 ? [] : [t(`did.${outcome}`, { count, shown: formatNumber(count, { locale }) })];
    }).join(", ");
  }

  const said = t(`says.${stage}.${state}`, {
    settled: formatNumber(settled, { locale }),
    rows: formatNumber(rowCount, { locale }),
    count: rowCount,
    what: outcomeWords(progress),
  });
  if (state === "done" && reason === "columns_cut")
    return (
      <Alert variant="warning">
        {said} {t("columnsCut", { most: MOST_COLUMNS })}
      </Alert>
    );
  if (state === "done") return <Alert variant={stage === "run" ? toneOf(progress) : "info"}>{said}</Alert>;
  return (
    <Card>
      <CardBody className="flex flex-col gap-2 pt-4">
        <Progress
          label={t(`states.${stage}.${state}`)}
          value={stage === "read" ? 0 : settled}
          max={Math.max(rowCount, 1)}
          valueText={said}
        />
        <p className="text-sm" aria-live="polite">
          {said}
        </p>
        {state === "working" && <p className="text-xs text-muted-foreground">{t("goesOn")}</p>}
      </CardBody>
    </Card>
  );
}
