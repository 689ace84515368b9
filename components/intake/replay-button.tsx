"use client";

import { RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRun } from "@/components/form/use-run";
import { Button } from "@/components/ui/button";
import { replayDeliveryAction } from "@/lib/intake/actions";

export function ReplayButton({ deliveryId }: { deliveryId: string }) {
  const t = useTranslations("intake");
  const { run, pending } = useRun();
  return (
    <Button pending={pending} onClick={() => void run(() => replayDeliveryAction({ deliveryId }), t("replayed"))}>
      <RotateCcw aria-hidden />
      {t("replay")}
    </Button>
  );
}
