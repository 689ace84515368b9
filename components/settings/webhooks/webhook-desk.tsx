"use client";

import { Plus, Webhook } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { NewWebhookDialog, SecretDialog } from "@/components/settings/webhooks/webhook-dialogs";
import { WebhookList } from "@/components/settings/webhooks/webhook-list";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import type { ToldSecret } from "@/components/settings/webhooks/webhook-dialogs";
import type { WebhookChoices } from "@/components/settings/webhooks/webhook-fields";
import type { WebhookView } from "@/lib/webhooks/schema";

type WebhookDeskProps = { views: readonly WebhookView[]; choices: WebhookChoices; now: string };

/** The addresses there are, and the way to a new one. */
export function WebhookDesk({ views, choices, now }: WebhookDeskProps) {
  const t = useTranslations("webhooks");
  const [asking, setAsking] = useState(false);
  const [told, setTold] = useState<ToldSecret>();
  const make = (
    <Button
      variant="primary"
      onClick={() => {
        setAsking(true);
      }}
    >
      <Plus aria-hidden />
      {t("new")}
    </Button>
  );
  return (
    <>
      {views.length > 0 && <div>{make}</div>}
      <Card>
        {views.length > 0 ? (
          <WebhookList views={views} labels={choices.events} now={now} />
        ) : (
          <EmptyState icon={<Webhook />} title={t("emptyTitle")} description={t("emptyText")} action={make} />
        )}
      </Card>
      {asking && (
        <NewWebhookDialog
          choices={choices}
          onClose={() => {
            setAsking(false);
          }}
          onMade={(made) => {
            setAsking(false);
            setTold(made);
          }}
        />
      )}
      {told && (
        <SecretDialog
          told={told}
          onClose={() => {
            setTold(undefined);
          }}
        />
      )}
    </>
  );
}
