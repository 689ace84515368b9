"use client";

import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { useRefresh } from "@/components/live/use-refresh";
import { lost, useOutcome } from "@/components/form/use-outcome";
import { Card } from "@/components/ui/card";
import { notify } from "@/components/ui/notify";
import { Section } from "@/components/ui/section";
import { Switch } from "@/components/ui/switch";
import { takeRequestsAction } from "@/lib/users/requests/actions";

export function AccessRequests({ open }: { open: boolean }) {
  const t = useTranslations("settings");
  const common = useTranslations("common");
  const refresh = useRefresh();
  const outcome = useOutcome();
  const [pending, startTransition] = useTransition();
  return (
    <Section title={t("access")}>
      <Card className="flex items-center gap-4 px-4 py-3">
        <div className="min-w-0 flex-1">
          <p id="takes-requests" className="font-medium">
            {t("accessRequests")}
          </p>
          <p className="text-sm text-muted-foreground">{t("accessRequestsText")}</p>
        </div>
        <Switch
          aria-labelledby="takes-requests"
          checked={open}
          disabled={pending}
          onCheckedChange={(checked) => {
            startTransition(async () => {
              const result = await takeRequestsAction({ open: checked }).catch(lost);
              if (result.ok) notify.success(common("saved"));
              else notify.error(outcome.text(result));
              refresh();
            });
          }}
        />
      </Card>
    </Section>
  );
}
