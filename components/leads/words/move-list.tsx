"use client";

import { useLocale, useTranslations } from "next-intl";
import { useEffect } from "react";
import { useRefresh } from "@/components/live/use-refresh";
import { useRun } from "@/components/form/use-run";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Progress } from "@/components/ui/progress";
import { formatNumber } from "@/lib/core/format";
import { resumeMoveAction, stopMoveAction } from "@/lib/leads/renaming/actions";
import type { WordMoveView } from "@/lib/leads/renaming/schema";

const LOOK_MS = 1500;

/** Words that are being moved on the leads that have them; it goes on when one leaves the page. */
export function MoveList({ moves }: { moves: readonly WordMoveView[] }) {
  const refresh = useRefresh();
  const working = moves.some(({ state }) => state === "working");
  useEffect(() => {
    if (!working) return;
    const timer = setInterval(() => {
      refresh();
    }, LOOK_MS);
    return () => {
      clearInterval(timer);
    };
  }, [working, refresh]);
  // What nobody has is gone before anybody could look.
  const shown = moves.filter(({ total, moved, state }) => total > moved || state !== "working");
  if (shown.length === 0) return null;
  return (
    <Card>
      <ul className="divide-y">
        {shown.map((move) => (
          <MoveRow key={move.id} move={move} />
        ))}
      </ul>
    </Card>
  );
}

function MoveRow({ move: { id, from, to, state, total, moved } }: { move: WordMoveView }) {
  const t = useTranslations("words");
  const { run, pending } = useRun();
  const locale = useLocale();
  const number = (value: number) => formatNumber(value, { locale });
  const working = state === "working";
  const said = t("moved", { moved: number(moved), all: number(total) });
  return (
    <li className="flex flex-wrap items-center gap-3 px-4 py-2.5">
      <div className="flex min-w-0 flex-1 basis-52 flex-col gap-1.5">
        <p className="text-sm wrap-anywhere">
          {to === null ? t("taking", { from: from[0] ?? "" }) : t("becoming", { from: from[0] ?? "", to })}
        </p>
        <Progress label={said} value={moved} max={Math.max(total, moved)} valueText={said} />
        <p className="text-xs text-muted-foreground" aria-live="polite">
          {said} {working ? t("goesOn") : t("stopped")}
        </p>
      </div>
      <Button
        size="sm"
        pending={pending}
        onClick={() => void run(() => (working ? stopMoveAction({ moveId: id }) : resumeMoveAction({ moveId: id })))}
      >
        {working ? t("stop") : t("resume")}
      </Button>
    </li>
  );
}
