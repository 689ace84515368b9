"use client";

import { X } from "lucide-react";
import { useRefresh } from "@/components/live/use-refresh";
import { Link } from "@/components/ui/link";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { lost, useOutcome } from "@/components/form/use-outcome";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { notify } from "@/components/ui/notify";
import { Progress } from "@/components/ui/progress";
import { formatNumber } from "@/lib/core/format";
import {
  bulkProgressAction,
  resumeBulkAction,
  skippedLeadsAction,
  stopBulkAction,
  undoBulkAction,
} from "@/lib/leads/bulk/changing/actions";
import { leadHref } from "@/lib/leads/list/schema";
import type { BulkProgress as Shown, SkippedLead } from "@/lib/leads/bulk/changing/schema";

const PAUSE_MS = 1000;
/** Time enough to read it and to think better of it. */
const GONE_AFTER_MS = 30_000;
/** What was told since this page was loaded, and gone away from. */
const READ = new Set<string>();

/** One's own change of many leads: how far it is, and what came of it. It goes on whoever looks. */
export function BulkProgress({ first }: { first: Shown }) {
  const t = useTranslations("leads");
  const locale = useLocale();
  const refresh = useRefresh();
  const outcome = useOutcome();
  const [now, setNow] = useState(first);
  const [named, setNamed] = useState<SkippedLead[] | null>(null);
  const [away, setAway] = useState(() => READ.has(`${first.id} ${first.stage}`));
  const { id, state, stage } = now;
  const working = state === "working";
  const skipped = now.skipped.reduce((sum, { count }) => sum + count, 0);
  /** Nothing is left to do or to look into. */
  const wentWell = state === "done" && skipped + now.kept === 0;

  useEffect(() => {
    if (!working) return;
    let ended = false;
    const clock = setInterval(() => {
      void bulkProgressAction({ changeId: id })
        .catch(lost)
        .then((result) => {
          if (ended || !result.ok) return;
          setNow(result.data);
          // The rows hear of each change by themselves; many at once are read again together.
          if (result.data.state !== "working") refresh();
        });
    }, PAUSE_MS);
    return () => {
      ended = true;
      clearInterval(clock);
    };
  }, [working, id, refresh]);

  const news = `${id} ${stage}`;
  useEffect(() => {
    if (!wentWell) return;
    const clock = setTimeout(() => {
      setAway(true);
    }, GONE_AFTER_MS);
    return () => {
      clearTimeout(clock);
      // Whoever comes back to the list has read it.
      READ.add(news);
    };
  }, [wentWell, news]);

  async function ask(action: typeof stopBulkAction) {
    const result = await action({ changeId: id }).catch(lost);
    if (!result.ok) notify.error(outcome.text(result));
    const progress = await bulkProgressAction({ changeId: id }).catch(lost);
    if (progress.ok) setNow(progress.data);
  }
  async function name() {
    const result = await skippedLeadsAction({ changeId: id }).catch(lost);
    if (result.ok) setNamed(result.data);
  }

  if (away) return null;
  const number = (value: number) => formatNumber(value, { locale });
  return (
    <section aria-label={t("bulk.progress")} className="mt-3 rounded-lg border bg-surface p-3 text-sm shadow-card">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <p aria-live="polite" className="min-w-0 flex-1">
          <span className="font-medium">{t(`bulk.kinds.${now.kind}`)}: </span>
          {working
            ? t(`bulk.working.${stage}`, { settled: number(now.settled), total: number(now.total) })
            : t(`bulk.${now.kind === "task" ? "taskStates" : "states"}.${stage}.${state}`, {
                changed: now.changed,
                undone: now.undone,
                total: number(now.total),
              })}
          {!working && stage === "run" && now.same > 0 && ` ${t("bulk.sameThere", { count: now.same })}`}
          {!working && stage === "run" && skipped > 0 && ` ${t("bulk.skipped", { count: skipped })}`}
          {!working && stage === "undo" && now.kept > 0 && ` ${t("bulk.kept", { count: now.kept })}`}
        </p>
        {working && (
          <Button size="sm" onClick={() => void ask(stopBulkAction)}>
            {t("bulk.stop")}
          </Button>
        )}
        {(state === "stopped" || state === "failed") && (
          <Button size="sm" onClick={() => void ask(resumeBulkAction)}>
            {t("bulk.resume")}
          </Button>
        )}
        {!working && stage === "run" && now.changed > 0 && (
          <Button size="sm" onClick={() => void ask(undoBulkAction)}>
            {t("bulk.undoAll")}
          </Button>
        )}
        {!working && skipped + now.kept > 0 && named === null && (
          <Button size="sm" variant="ghost" onClick={() => void name()}>
            {t("bulk.which")}
          </Button>
        )}
        {!working && (
          <IconButton
            size="sm"
            label={t("bulk.dismiss")}
            onClick={() => {
              READ.add(news);
              setAway(true);
            }}
          >
            <X aria-hidden />
          </IconButton>
        )}
      </div>
      {working && (
        <Progress className="mt-2" label={t("bulk.progress")} value={now.settled} max={Math.max(1, now.total)} />
      )}
      {named !== null && (
        <ul className="mt-2 flex max-h-48 flex-col gap-1 overflow-y-auto border-t pt-2">
          {named.map((lead) => (
            <li key={lead.number}>
              <Link href={leadHref(lead.number)} className="underline">
                {`L-${lead.number}`}
              </Link>{" "}
              <span className="text-muted-foreground">{t(`bulk.why.${lead.reason}`)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
