"use client";

import { RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRefresh } from "@/components/live/use-refresh";
import { FormDialog } from "@/components/form/form-dialog";
import { useActionForm } from "@/components/form/use-action-form";
import { useRun } from "@/components/form/use-run";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { notify } from "@/components/ui/notify";
import { RadioGroup } from "@/components/ui/radio-group";
import { sendFailedWebhooksAction, sendWebhookAgainAction } from "@/lib/webhooks/actions";
import { FAILED_SINCE_HOURS } from "@/lib/webhooks/schema";

/** `name`: which one it is about, where only the sign is shown. */
export function AgainButton({ deliveryId, name }: { deliveryId: string; name?: string }) {
  const t = useTranslations("webhooks");
  const { run, pending } = useRun();
  const send = () => void run(() => sendWebhookAgainAction({ deliveryId }), t("againDone"));
  if (name !== undefined) {
    return (
      <IconButton label={name} size="sm" disabled={pending} onClick={send}>
        <RotateCw aria-hidden />
      </IconButton>
    );
  }
  return (
    <Button pending={pending} onClick={send}>
      <RotateCw aria-hidden />
      {t("again")}
    </Button>
  );
}

export function FailedAgainButton({ webhookId }: { webhookId: string }) {
  const t = useTranslations("webhooks");
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button
        size="sm"
        onClick={() => {
          setAsking(true);
        }}
      >
        <RotateCw aria-hidden />
        {t("failedAgain")}
      </Button>
      {asking && (
        <FailedAgainDialog
          webhookId={webhookId}
          onClose={() => {
            setAsking(false);
          }}
        />
      )}
    </>
  );
}

type Hours = (typeof FAILED_SINCE_HOURS)[number];

function FailedAgainDialog({ webhookId, onClose }: { webhookId: string; onClose: () => void }) {
  const t = useTranslations("webhooks");
  const refresh = useRefresh();
  const [hours, setHours] = useState<Hours>(720);
  const { failure, pending, onSubmit } = useActionForm({
    defaultValues: {},
    submit: () => sendFailedWebhooksAction({ webhookId, hours }),
    onDone: ({ count }) => {
      notify.success(t("failedAgainDone", { count }));
      onClose();
      refresh();
    },
  });
  return (
    <FormDialog
      title={t("failedAgainTitle")}
      description={t("failedAgainText")}
      saveLabel={t("again")}
      failure={failure}
      pending={pending}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <Field label={t("since")}>
        <RadioGroup
          aria-label={t("since")}
          value={String(hours)}
          onValueChange={(value) => {
            setHours(FAILED_SINCE_HOURS.find((one) => String(one) === value) ?? 24);
          }}
          options={FAILED_SINCE_HOURS.map((one) => ({ value: String(one), label: t(`sinceHours.${one}`) }))}
        />
      </Field>
    </FormDialog>
  );
}
