"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { lost, useOutcome } from "@/components/form/use-outcome";
import { useRefresh } from "@/components/live/use-refresh";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { notify } from "@/components/ui/notify";
import { Section } from "@/components/ui/section";
import { SwitchLine } from "@/components/ui/switch-line";
import { setAlertAction } from "@/lib/users/alerts/actions";
import type { AlertChoice } from "@/lib/users/alerts/schema";

type AlertListProps = { alerts: readonly AlertChoice[]; mailIsSetUp: boolean };

/** What one is told by mail, each switched by itself. */
export function AlertList({ alerts, mailIsSetUp }: AlertListProps) {
  const t = useTranslations("profile.alerts");
  return (
    <Section id="alerts" title={t("title")} description={t("text")}>
      {!mailIsSetUp && <Alert variant="warning">{t("noMail")}</Alert>}
      <Card className="divide-y">
        {alerts.map((choice) => (
          <AlertRow key={choice.alert} {...choice} />
        ))}
      </Card>
    </Section>
  );
}

function AlertRow({ alert, on }: AlertChoice) {
  const t = useTranslations("profile.alerts");
  const refresh = useRefresh();
  const outcome = useOutcome();
  /** As it was chosen here, until the page that was read again says so too. */
  const [chosen, choose] = useState<boolean>();
  const [pending, startTransition] = useTransition();

  function change(wanted: boolean) {
    choose(wanted);
    startTransition(async () => {
      const result = await setAlertAction({ alert, on: wanted }).catch(lost);
      if (!result.ok) {
        choose(undefined);
        notify.error(outcome.text(result));
      }
      refresh();
    });
  }
  return (
    <SwitchLine
      label={t(`kinds.${alert}.title`)}
      hint={t(`kinds.${alert}.text`)}
      checked={chosen ?? on}
      disabled={pending}
      onCheckedChange={change}
    />
  );
}
