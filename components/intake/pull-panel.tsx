"use client";

import { RefreshCw } from "lucide-react";
import { useLocale, useTimeZone, useTranslations } from "next-intl";
import { useState } from "react";
import { ConnectionTest } from "@/components/intake/connection-test";
import { useRun } from "@/components/intake/use-run";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { DescriptionItem, DescriptionList } from "@/components/ui/description-list";
import { Progress } from "@/components/ui/progress";
import { Section } from "@/components/ui/section";
import { formatDateTime, formatZone } from "@/lib/core/format";
import { askPullAction, pullProgressAction } from "@/lib/intake/actions";
import type { PullProgress } from "@/lib/intake/pulling/queries";

type PullPanelProps = { sourceId: string; progress: PullProgress; canManage: boolean; active: boolean };

const TRIES = 120;
const wait = () => new Promise((done) => setTimeout(done, 1000));

/** How fetching goes; "fetch now" watches the run it started to its end. */
export function PullPanel({ sourceId, progress: first, canManage, active }: PullPanelProps) {
  const t = useTranslations("intake");
  const { run, pending } = useRun();
  const [watched, setWatched] = useState<PullProgress>();
  const [watching, setWatching] = useState(false);
  const progress = watched ?? first;
  const [latest] = progress.runs;

  async function fetchNow() {
    const before = first.runs[0]?.id;
    setWatching(true);
    const asked = await run(async () => {
      const result = await askPullAction({ sourceId });
      return result.ok ? { ...result, data: true } : result;
    });
    for (let tried = 0; asked && tried < TRIES; tried++) {
      await wait();
      const result = await pullProgressAction({ sourceId });
      if (!result.ok) break;
      setWatched(result.data);
      const [newest] = result.data.runs;
      if (newest && newest.id !== before && newest.state !== "running") break;
    }
    setWatching(false);
  }

  return (
    <Section title={t("pull")}>
      <Card>
        <CardBody className="flex flex-col gap-4 pt-4">
          {progress.pullState === "failed" && <Problem reason={progress.pullReason} />}
          <Times progress={progress} />
          {latest && (
            <div className="flex flex-col gap-1.5">
              {(watching || latest.state === "running") && (
                <Progress label={t("fetching")} value={latest.fresh} max={Math.max(latest.seen, 1)} />
              )}
              <p className="text-sm" aria-live="polite">
                {watching && latest.state === "running"
                  ? t("fetching")
                  : t("fetched", { seen: latest.seen, fresh: latest.fresh })}
              </p>
            </div>
          )}
          {canManage && (
            <div className="flex flex-wrap items-start gap-2">
              <Button
                variant="primary"
                pending={watching || pending}
                disabled={!active}
                onClick={() => void fetchNow()}
              >
                <RefreshCw aria-hidden />
                {t("fetchNow")}
              </Button>
              <ConnectionTest input={{ sourceId }} />
            </div>
          )}
        </CardBody>
      </Card>
    </Section>
  );
}

function Problem({ reason }: { reason: string }) {
  const t = useTranslations("intake");
  const key = `pullProblems.${reason}` as "pullProblems.busy";
  return <Alert variant="danger">{t.has(key) ? t(key) : reason}</Alert>;
}

function Times({ progress }: { progress: PullProgress }) {
  const t = useTranslations("intake");
  const locale = useLocale();
  const shown = { locale, timeZone: useTimeZone() ?? "UTC" };
  return (
    <DescriptionList>
      <DescriptionItem term={t("lastPull")}>
        {progress.lastPullAt
          ? `${formatDateTime(progress.lastPullAt, shown)} (${formatZone(progress.lastPullAt, shown)})`
          : t("neverPulled")}
      </DescriptionItem>
      <DescriptionItem term={t("nextPull")}>
        {progress.nextPullAt && formatDateTime(progress.nextPullAt, shown)}
      </DescriptionItem>
    </DescriptionList>
  );
}
