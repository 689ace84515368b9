"use client";

import { Pause, Play } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRun } from "@/components/form/use-run";
import { Button } from "@/components/ui/button";
import { pauseSourceAction, resumeSourceAction } from "@/lib/intake/actions";

export function PauseButton({ sourceId, active }: { sourceId: string; active: boolean }) {
  const t = useTranslations("intake");
  const { run, pending } = useRun();
  const act = active ? pauseSourceAction : resumeSourceAction;
  return (
    <Button pending={pending} onClick={() => void run(() => act({ sourceId }), t("saved"))}>
      {active ? <Pause aria-hidden /> : <Play aria-hidden />}
      {active ? t("pause") : t("resume")}
    </Button>
  );
}
