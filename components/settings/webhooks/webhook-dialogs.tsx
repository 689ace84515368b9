"use client";

import { useTranslations } from "next-intl";
import { useRefresh } from "@/components/live/use-refresh";
import { Copyable } from "@/components/copying/copyable";
import { ShownOnceDialog } from "@/components/copying/shown-once-dialog";
import { FormDialog } from "@/components/form/form-dialog";
import { useActionForm } from "@/components/form/use-action-form";
import { useEditForm } from "@/components/form/use-edit-form";
import { WebhookFields } from "@/components/settings/webhooks/webhook-fields";
import { createWebhookAction, updateWebhookAction } from "@/lib/webhooks/actions";
import { EVERY_LEAD_EVENT } from "@/lib/webhooks/outward/schema";
import { calledBy } from "@/lib/webhooks/schema";
import type { WebhookChoices, WebhookForm } from "@/components/settings/webhooks/webhook-fields";
import type { WebhookView } from "@/lib/webhooks/schema";

export type ToldSecret = { host: string; secret: string; isNew: boolean };

type NewProps = { choices: WebhookChoices; onClose: () => void; onMade: (told: ToldSecret) => void };

export function NewWebhookDialog({ choices, onClose, onMade }: NewProps) {
  const t = useTranslations("webhooks");
  const refresh = useRefresh();
  const [only, ...others] = choices.companies;
  const isOnly = only !== undefined && others.length === 0;
  const defaultValues: WebhookForm = {
    url: "",
    description: "",
    events: choices.events.some(({ value }) => value === EVERY_LEAD_EVENT) ? [EVERY_LEAD_EVENT] : [],
    everyCompany: false,
    companyIds: isOnly ? [only.value] : [],
    allowsPrivate: false,
  };
  const { form, failure, pending, onSubmit } = useActionForm({
    defaultValues,
    submit: createWebhookAction,
    onDone: ({ secret }, { url }) => {
      onMade({ host: calledBy(url), secret, isNew: true });
      refresh();
    },
  });
  return (
    <FormDialog
      title={t("newTitle")}
      saveLabel={t("create")}
      failure={failure}
      pending={pending}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <WebhookFields control={form.control} choices={choices} />
    </FormDialog>
  );
}

type EditProps = { view: WebhookView; url: string; choices: WebhookChoices; onClose: () => void };

export function EditWebhookDialog({ view, url, choices, onClose }: EditProps) {
  const t = useTranslations("webhooks");
  const { description, events, everyCompany, companyIds, allowsPrivate } = view;
  const { form, failure, pending, onSubmit } = useEditForm<WebhookForm>({
    values: { url, description, events, everyCompany, companyIds, allowsPrivate },
    update: ({ set, seen }) => updateWebhookAction({ webhookId: view.id, set, seen }),
    onSaved: onClose,
  });
  return (
    <FormDialog
      title={t("editTitle")}
      description={t("editText")}
      failure={failure}
      pending={pending}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <WebhookFields control={form.control} choices={choices} />
    </FormDialog>
  );
}

/** The only time the secret can be seen. */
export function SecretDialog({ told, onClose }: { told: ToldSecret; onClose: () => void }) {
  const t = useTranslations("webhooks");
  const { host } = told;
  return (
    <ShownOnceDialog
      title={t(told.isNew ? "madeTitle" : "rotatedTitle", { host })}
      description={t(told.isNew ? "madeText" : "rotatedText")}
      doneLabel={t("done")}
      onClose={onClose}
    >
      <Copyable label={t("secret")} value={told.secret} />
    </ShownOnceDialog>
  );
}
