"use client";

import { RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRun } from "@/components/form/use-run";
import { Button } from "@/components/ui/button";
import { resendMailAction } from "@/lib/settings/actions";

export function ResendButton({ mailId }: { mailId: string }) {
  const t = useTranslations("mail");
  const { run, pending } = useRun();
  return (
    <Button size="sm" pending={pending} onClick={() => void run(() => resendMailAction({ mailId }), t("sendingAgain"))}>
      <RotateCw aria-hidden />
      {t("sendAgain")}
    </Button>
  );
}
