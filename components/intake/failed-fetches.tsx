import { useTranslations } from "next-intl";
import { PullRuns } from "@/components/intake/pull-runs";
import { Card, CardBody } from "@/components/ui/card";
import { HEALTH_DAYS } from "@/lib/intake/health/schema";
import type { PullRun } from "@/lib/intake/pulling/queries";

/** The rows behind the number of fetches that failed. */
export function FailedFetches({ total, runs }: { total: number; runs: PullRun[] }) {
  const t = useTranslations("watch");
  const values = { days: HEALTH_DAYS, total, shown: runs.length };
  const title = t(total > runs.length ? "failedFetchesLatest" : "failedFetchesTitle", values);
  return (
    <Card className="mt-3">
      <CardBody className="pt-4">
        {total === 0 ? (
          <p className="text-sm text-muted-foreground">{t("noFailedFetches", values)}</p>
        ) : (
          <PullRuns runs={runs} title={title} />
        )}
      </CardBody>
    </Card>
  );
}
