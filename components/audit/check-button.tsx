"use client";

import { ShieldCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { useOutcome } from "@/components/form/use-outcome";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/notify";
import { askCheckAction } from "@/lib/audit/actions";

export function CheckButton() {
  const t = useTranslations("auditDesk");
  const outcome = useOutcome();
  const [pending, startTransition] = useTransition();
  return (
    <Button
      size="sm"
      pending={pending}
      onClick={() => {
        startTransition(async () => {
          const result = await askCheckAction({});
          if (result.ok) notify.success(t("checkAsked"));
          else notify.error(outcome.text(result));
        });
      }}
    >
      <ShieldCheck aria-hidden />
      {t("check")}
    </Button>
  );
}
