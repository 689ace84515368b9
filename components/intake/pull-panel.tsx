"use client";

import { RefreshCw, Square } from "lucide-react";
import { useLocale, useTimeZone, useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { lost } from "@/components/form/use-outcome";
import { useRefresh } from "@/components/live/use-refresh";
import { ConnectionTest } from "@/components/intake/connection-test";
import { PullRuns } from "@/components/intake/pull-runs";
import { useRun } from "@/components/form/use-run";
import { pullWords } from "@/components/intake/pull-words";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { DescriptionItem, DescriptionList } from "@/components/ui/description-list";
import { Progress } from "@/components/ui/progress";
import { Section } from "@/components/ui/section";
import { formatDateTime, formatZone } from "@/lib/core/format";
import { askPullAction, pullProgressAction, stopPullAction } from "@/lib/intake/actions";
import type { PullProgress } from "@/lib/intake/pulling/queries";

type PullPanelProps = { sourceId: string; progress: PullProgress; canManage: boolean; active: boolean };

const LOOK_MS = 1000;
/** A job that was asked for and hasn't begun after this waits for a worker. */
const LONGEST_WAIT = 30;

/** How fetching goes. A run that is on its way is watched to its end, whoever started it and whenever one looks. */
export function PullPanel({ sourceId, progress: given, canManage, active }: PullPanelProps) {
  const t = useTranslations("intake");
  const refresh = useRefresh();
  const { run, pending } = useRun();
  const [watched, setWatched] = useState<PullProgress>();
  const [askedAfter, setAskedAfter] = useState<string | null>(null);
  const looks = useRef(0);
  const newer = watched && (watched.runs[0]?.startedAt ?? 0) >= (given.runs[0]?.startedAt ?? 0);
  const progress = newer ? watched : given;
  const [latest] = progress.runs;
  const isRunning = latest?.state === "running";
  const isAwaited = askedAfter !== null && (latest?.id ?? "") === askedAfter;
  const watching = isRunning || isAwaited;

  useEffect(() => {
    if (!watching) return undefined;
    const timer = setInterval(() => {
      looks.current += 1;
      if (looks.current > LONGEST_WAIT) setAskedAfter(null);
      void pullProgressAction({ sourceId })
        .catch(lost)
        .then((result) => {
          if (!result.ok) return;
          setWatched(result.data);
          if (result.data.runs[0]?.state !== "running") refresh();
        });
    }, LOOK_MS);
    return () => {
      clearInterval(timer);
    };
  }, [watching, sourceId, refresh]);

  function fetchNow() {
    looks.current = 0;
    setAskedAfter(latest?.id ?? "");
    void run(() => askPullAction({ sourceId }).catch(lost).then(asDone)).then((asked) => {
      if (!asked) setAskedAfter(null);
    });
  }

  return (
    <Section title={t("pull")}>
      <Card>
        <CardBody className="flex flex-col gap-4 pt-4">
          {!watching && progress.pullState === "failed" && (
            <Problem reason={progress.pullReason} detail={latest?.detail ?? ""} />
          )}
          <Times progress={progress} />
          {watching && (
            <div className="flex flex-col gap-1.5" aria-live="polite">
              <Bar latest={isRunning ? latest : undefined} />
            </div>
          )}
          {canManage && (
            <div className="flex flex-wrap items-start gap-2">
              {isRunning ? (
                <Button
                  pending={pending || latest.stopAsked}
                  onClick={() => void run(() => stopPullAction({ sourceId }).catch(lost).then(asDone))}
                >
                  <Square aria-hidden />
                  {latest.stopAsked ? t("fetch.stopping") : t("fetch.stop")}
                </Button>
              ) : (
                <Button variant="primary" pending={watching || pending} disabled={!active} onClick={fetchNow}>
                  <RefreshCw aria-hidden />
                  {t("fetchNow")}
                </Button>
              )}
              <ConnectionTest input={{ sourceId }} />
            </div>
          )}
          <PullRuns runs={progress.runs} />
        </CardBody>
      </Card>
    </Section>
  );
}

/** That it was done is what a verb without an answer answers. */
function asDone(result: Awaited<ReturnType<typeof askPullAction>>) {
  return result.ok ? { ...result, data: true } : result;
}

function Bar({ latest }: { latest: PullProgress["runs"][number] | undefined }) {
  const t = useTranslations("intake");
  const { seen = 0, fresh = 0, known = 0, total = null } = latest ?? {};
  const words = pullWords(t, { seen, fresh, known, total }, useLocale());
  const max = total ?? Math.max(seen, 1);
  return (
    <>
      <Progress
        label={t("fetching")}
        value={total === null ? fresh : Math.min(seen, max)}
        max={max}
        valueText={words}
      />
      <p className="text-sm">{latest && seen > 0 ? words : t("fetching")}</p>
    </>
  );
}

function Problem({ reason, detail }: { reason: string; detail: string }) {
  const t = useTranslations("intake");
  const key = `pullProblems.${reason}` as "pullProblems.busy";
  return (
    <Alert variant="danger">
      {t.has(key) ? t(key) : reason}
      {detail !== "" && <p className="mt-1 text-xs break-words opacity-80">{detail}</p>}
    </Alert>
  );
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
