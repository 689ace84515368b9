"use client";

import { Sparkles } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState, useTransition } from "react";
import { lost } from "@/components/form/use-outcome";
import { useRefresh } from "@/components/live/use-refresh";
import { DemoPeople } from "@/components/demo/demo-people";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { notify } from "@/components/ui/notify";
import { Progress } from "@/components/ui/progress";
import { formatNumber } from "@/lib/core/format";
import { loadDemoAction } from "@/lib/demo/actions";
import type { DemoProgress } from "@/lib/demo/schema";

const POLL_MS = 1500;

/** Loads the demo and shows how far it is, also to whoever comes back to the page later. */
export function DemoChoice({ initial, publicUrl }: { initial: DemoProgress; publicUrl: string | undefined }) {
  const t = useTranslations("demo");
  const locale = useLocale();
  const refresh = useRefresh();
  const [progress, setProgress] = useState(initial);
  const [starting, start] = useTransition();

  useEffect(() => {
    if (progress.state !== "running") return;
    const timer = setTimeout(() => {
      void read().then((next) => {
        setProgress(next ?? { ...progress });
        if (next?.state === "done") refresh();
      });
    }, POLL_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [progress, refresh]);

  const load = () => {
    start(async () => {
      const result = await loadDemoAction({}).catch(lost);
      if (result.ok) setProgress({ ...progress, state: "running" });
      else notify.error(t("failed"));
    });
  };

  return (
    <div className="flex h-full flex-col rounded-xl border bg-surface p-5 shadow-card">
      <span className="grid size-10 place-items-center rounded-lg bg-accent-soft text-accent-text">
        <Sparkles aria-hidden className="size-5" />
      </span>
      <h2 className="mt-4 text-base font-semibold tracking-tight">
        {t(progress.state === "done" ? "loaded" : "title")}
      </h2>
      <p className="mt-1 text-sm text-muted-foreground">{t("text", { leads: formatNumber(initial.of, { locale }) })}</p>
      <div className="mt-auto pt-4">
        {progress.state === "none" && (
          <Button variant="secondary" onClick={load} pending={starting}>
            {t("load")}
          </Button>
        )}
        {progress.state === "running" && (
          <>
            <Progress label={t("title")} value={progress.done} max={progress.of} />
            <p className="mt-1.5 text-sm text-muted-foreground tabular-nums">
              {t("running", {
                done: formatNumber(progress.done, { locale }),
                of: formatNumber(progress.of, { locale }),
              })}
            </p>
          </>
        )}
        {progress.state === "done" && (
          <div className="flex flex-wrap gap-2">
            <LinkButton href="/leads">{t("see")}</LinkButton>
            <DemoPeople publicUrl={publicUrl} />
          </div>
        )}
      </div>
    </div>
  );
}

async function read(): Promise<DemoProgress | undefined> {
  const response = await fetch("/api/demo").catch(() => undefined);
  return response?.ok ? ((await response.json()) as DemoProgress) : undefined;
}
