"use client";

import { useLocale, useTranslations } from "next-intl";
import { useEffect } from "react";
import { useRefresh } from "@/components/live/use-refresh";
import { useRun } from "@/components/form/use-run";
import { Button } from "@/components/ui/button";
import { Progress } from "@/components/ui/progress";
import { formatNumber } from "@/lib/core/format";
import { resumeFillingAction, stopFillingAction } from "@/lib/leads/custom-fields/filling/actions";
import type { FillingProgress } from "@/lib/leads/custom-fields/filling/schema";

const LOOK_MS = 1500;

/** How far an extra value has been filled in; it goes on when one leaves the page. */
export function FillingProgressLine({ filling }: { filling: FillingProgress }) {
  const t = useTranslations("customFields.filling");
  const refresh = useRefresh();
  const { run, pending } = useRun();
  const locale = useLocale();
  const { id, state, total, filled, unreadable, kept } = filling;
  const working = state === "working";
  useEffect(() => {
    if (!working) return;
    const timer = setInterval(() => {
      refresh();
    }, LOOK_MS);
    return () => {
      clearInterval(timer);
    };
  }, [working, refresh]);

  const looked = filled + unreadable + kept;
  const number = (value: number) => formatNumber(value, { locale });
  const said = [
    t("filled", { count: filled }),
    ...(unreadable > 0 ? [t("unreadable", { count: unreadable })] : []),
    ...(kept > 0 ? [t("kept", { count: kept })] : []),
  ].join(" ");
  if (state === "done") return <p className="text-xs text-muted-foreground">{said}</p>;
  return (
    <div className="mt-1.5 flex flex-col gap-1.5">
      <Progress label={t("progress")} value={looked} max={Math.max(total, looked)} />
      <div className="flex flex-wrap items-center gap-2">
        <p className="min-w-0 flex-1 text-xs text-muted-foreground" aria-live="polite">
          {t("looked", { looked: number(looked), total: number(Math.max(total, looked)) })}{" "}
          {working ? t("goesOn") : t(state === "failed" ? "failed" : "stopped")}
        </p>
        <Button
          size="sm"
          pending={pending}
          onClick={() =>
            void run(() => (working ? stopFillingAction({ fillingId: id }) : resumeFillingAction({ fillingId: id })))
          }
        >
          {working ? t("stop") : t("resume")}
        </Button>
      </div>
    </div>
  );
}
