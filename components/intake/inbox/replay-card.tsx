"use client";

import { Square, Undo2 } from "lucide-react";
import { useLocale, useTimeZone, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { lost } from "@/components/form/use-outcome";
import { useRefresh } from "@/components/live/use-refresh";
import { useRun } from "@/components/form/use-run";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { LinkButton } from "@/components/ui/link-button";
import { notify } from "@/components/ui/notify";
import { Progress } from "@/components/ui/progress";
import { TonePill } from "@/components/ui/tone-pill";
import { formatDateTime, formatNumber } from "@/lib/core/format";
import { replayProgressAction, stopReplayAction, undoReplayAction } from "@/lib/intake/replaying/actions";
import type { ReplayProgress } from "@/lib/intake/replaying/schema";

const LOOK_MS = 1000;
const TONES = { working: "blue", done: "green", stopped: "gray" } as const;

type ReplayCardProps = { replay: ReplayProgress; canManage: boolean; href?: string };

/** How far a reading of many is, watched to its end whoever asked for it. */
export function ReplayCard({ replay: given, canManage, href }: ReplayCardProps) {
  const t = useTranslations("inbox");
  const [locale, timeZone] = [useLocale(), useTimeZone() ?? "UTC"];
  const { run, pending } = useRun();
  const replay = useWatched(given);
  const { id, state, total, settled } = replay;
  const words = t(replay.undoes === null ? "replayProgress" : "undoProgress", {
    settled: formatNumber(settled, { locale }),
    total: formatNumber(total, { locale }),
  });
  return (
    <Card>
      <CardBody className="flex flex-col gap-2 pt-3">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
          <TonePill tone={TONES[state]}>
            {t(replay.undoes !== null && state === "working" ? "undoing" : `replayStates.${state}`)}
          </TonePill>
          <span className="tabular-nums" aria-live="polite">
            {words}
          </span>
          <span className="text-xs text-muted-foreground">
            {t("replayBy", { who: replay.askedBy, when: formatDateTime(replay.askedAt, { locale, timeZone }) })}
          </span>
          <span className="ml-auto flex gap-2">
            {state === "working" && canManage && (
              <Button
                size="sm"
                pending={pending}
                onClick={() =>
                  void run(() =>
                    stopReplayAction({ replayId: id })
                      .catch(lost)
                      .then((result) => (result.ok ? { ...result, data: true } : result)),
                  )
                }
              >
                <Square aria-hidden />
                {t("stop")}
              </Button>
            )}
            {replay.undoable > 0 && canManage && <UndoReplayButton replay={replay} />}
            {href !== undefined && (
              <LinkButton size="sm" variant="ghost" href={href}>
                {t("results")}
              </LinkButton>
            )}
          </span>
        </div>
        {state === "working" && (
          <>
            <Progress label={t("replays")} value={settled} max={Math.max(total, 1)} valueText={words} />
            <p className="text-xs text-muted-foreground">{t("goesOn")}</p>
          </>
        )}
        {replay.ends.length > 0 && (
          <p className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted-foreground">
            {replay.ends.map(({ end, count }) => (
              <span key={end}>
                {t(`endNames.${end as "created"}`)}{" "}
                <span className="tabular-nums">{formatNumber(count, { locale })}</span>
              </span>
            ))}
          </p>
        )}
      </CardBody>
    </Card>
  );
}

/** Says first how many it is about; those that somebody worked on stay. */
function UndoReplayButton({ replay }: { replay: ReplayProgress }) {
  const t = useTranslations("inbox");
  const common = useTranslations("common");
  const locale = useLocale();
  const { run, pending } = useRun();
  const [asking, setAsking] = useState(false);

  async function undo() {
    const asked = await run(() => undoReplayAction({ replayId: replay.id }));
    setAsking(false);
    if (asked) notify.success(t("undoAsked", { count: asked.total }));
  }

  return (
    <>
      <Button
        size="sm"
        onClick={() => {
          setAsking(true);
        }}
      >
        <Undo2 aria-hidden />
        {t("undoGenuine")}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("undoTitle", {
          count: replay.undoable,
          shown: formatNumber(replay.undoable, { locale }),
        })}
        description={t("undoText")}
        confirmLabel={t("undoConfirm")}
        cancelLabel={common("cancel")}
        pending={pending}
        onConfirm={() => void undo()}
      />
    </>
  );
}

function useWatched(given: ReplayProgress): ReplayProgress {
  const refresh = useRefresh();
  const [seen, setSeen] = useState<{ of: ReplayProgress; replay: ReplayProgress }>();
  const replay = seen?.of === given ? seen.replay : given;
  const { id, state, settled, total } = replay;
  const isMoving = state === "working" || (state === "stopped" && settled < total);

  useEffect(() => {
    if (!isMoving) return undefined;
    let current = true;
    const timer = setInterval(() => {
      void replayProgressAction({ replayId: id })
        .catch(lost)
        .then((result) => {
          if (!current || !result.ok) return;
          setSeen({ of: given, replay: result.data });
          if (result.data.state !== "working") refresh();
        });
    }, LOOK_MS);
    return () => {
      current = false;
      clearInterval(timer);
    };
  }, [given, id, isMoving, refresh]);
  return replay;
}
