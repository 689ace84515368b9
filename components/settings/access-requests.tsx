"use client";

import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { useRefresh } from "@/components/live/use-refresh";
import { lost, useOutcome } from "@/components/form/use-outcome";
import { Card } from "@/components/ui/card";
import { notify } from "@/components/ui/notify";
import { Section } from "@/components/ui/section";
import { SwitchLine } from "@/components/ui/switch-line";
import { takeRequestsAction } from "@/lib/users/requests/actions";

export function AccessRequests({ open }: { open: boolean }) {
  const t = useTranslations("settings");
  const common = useTranslations("common");
  const refresh = useRefresh();
  const outcome = useOutcome();
  const [pending, startTransition] = useTransition();
  return (
    <Section title={t("access")}>
      <Card>
        <SwitchLine
          label={t("accessRequests")}
          hint={t("accessRequestsText")}
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
