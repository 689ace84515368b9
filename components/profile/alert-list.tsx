"use client";

import { useTranslations } from "next-intl";
import { useId, useState, useTransition } from "react";
import { lost, useOutcome } from "@/components/form/use-outcome";
import { useRefresh } from "@/components/live/use-refresh";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { notify } from "@/components/ui/notify";
import { Section } from "@/components/ui/section";
import { Switch } from "@/components/ui/switch";
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
  const id = useId();
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
    <div className="flex items-center gap-4 px-4 py-3">
      <div className="min-w-0 flex-1">
        <p id={id} className="font-medium">
          {t(`kinds.${alert}.title`)}
        </p>
        <p id={`${id}-text`} className="text-sm text-muted-foreground">
          {t(`kinds.${alert}.text`)}
        </p>
      </div>
      <Switch
        aria-labelledby={id}
        aria-describedby={`${id}-text`}
        checked={chosen ?? on}
        disabled={pending}
        onCheckedChange={change}
      />
    </div>
  );
}
