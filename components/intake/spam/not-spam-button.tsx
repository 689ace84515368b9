"use client";

import { MailCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRun } from "@/components/intake/use-run";
import { Button } from "@/components/ui/button";
import { sayGenuineAction } from "@/lib/intake/spam/actions";

export function NotSpamButton({ deliveryId }: { deliveryId: string }) {
  const t = useTranslations("spam");
  const { run, pending } = useRun();
  return (
    <Button
      variant="primary"
      pending={pending}
      onClick={() => void run(() => sayGenuineAction({ deliveryId }), t("restored"))}
    >
      <MailCheck aria-hidden />
      {t("notSpam")}
    </Button>
  );
}
