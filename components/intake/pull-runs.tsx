"use client";

import { useLocale, useTimeZone, useTranslations } from "next-intl";
import { pullWords } from "@/components/intake/pull-words";
import { TonePill } from "@/components/ui/tone-pill";
import { formatDateTime, formatNumber } from "@/lib/core/format";
import type { PullProgress } from "@/lib/intake/pulling/queries";

type Run = PullProgress["runs"][number];

const TONES = { running: "blue", done: "green", stopped: "gray", failed: "red" } as const;

/** Runs, each with how it ended, in words; without a title, they are the last ones. */
export function PullRuns({ runs, title }: { runs: Run[]; title?: string }) {
  const t = useTranslations("intake.fetch");
  const locale = useLocale();
  const timeZone = useTimeZone() ?? "UTC";
  if (runs.length === 0) return null;
  return (
    <div className="flex flex-col gap-1">
      <h3 className="text-xs font-medium text-muted-foreground">{title ?? t("runs")}</h3>
      <ul className="divide-y">
        {runs.map((run) => (
          <li key={run.id} className="grid gap-x-3 gap-y-0.5 py-2 text-sm sm:grid-cols-[9rem_6.5rem_1fr]">
            <span className="flex items-center justify-between gap-2 sm:contents">
              <time dateTime={run.startedAt.toISOString()} className="text-muted-foreground tabular-nums">
                {formatDateTime(run.startedAt, { locale, timeZone })}
              </time>
              <span>
                <TonePill tone={TONES[run.state as keyof typeof TONES]}>{t(`states.${run.state as "done"}`)}</TonePill>
              </span>
            </span>
            <Outcome run={run} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Outcome({ run }: { run: Run }) {
  const t = useTranslations("intake");
  const { seen, fresh, unread, reason } = run;
  const locale = useLocale();
  const progress = pullWords(t, run, locale);
  const read = fresh === 0 && run.state === "done" ? t("fetch.nothingNew", { seen }) : progress;
  const seconds = run.finishedAt ? Math.floor((run.finishedAt.getTime() - run.startedAt.getTime()) / 1000) : null;
  const key = `pullProblems.${reason}` as "pullProblems.busy";
  return (
    <div className="min-w-0">
      {(seen > 0 || (run.state === "done" && unread === 0)) && (
        <p>
          {read}
          {seconds !== null && <span className="text-muted-foreground"> · {t("fetch.took", { seconds })}</span>}
        </p>
      )}
      {unread > 0 && <p>{t("fetch.unread", { unread, shown: formatNumber(unread, { locale }) })}</p>}
      {reason !== "" && <p className="text-muted-foreground">{t.has(key) ? t(key) : reason}</p>}
      {run.detail !== "" && <p className="text-xs break-words text-muted-foreground">{run.detail}</p>}
    </div>
  );
}
