import { getTranslations } from "next-intl/server";
import { eventChoices } from "@/components/settings/webhooks/event-choices";
import { WebhookDesk } from "@/components/settings/webhooks/webhook-desk";
import { SettingsHeader } from "@/components/settings/settings-header";
import { requirePermission } from "@/lib/auth/session";
import { scopeOf } from "@/lib/core/ctx";
import { listWebhooks, webhookReach } from "@/lib/webhooks/queries";

export async function generateMetadata() {
  return { title: (await getTranslations("webhooks"))("title") };
}

export default async function WebhooksPage() {
  const ctx = await requirePermission("apiKey.manage");
  const [t, audit, views, reach] = await Promise.all([
    getTranslations("webhooks"),
    getTranslations("audit"),
    listWebhooks(ctx),
    webhookReach(ctx),
  ]);
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-5">
      <SettingsHeader
        title={t("title")}
        text={t("description")}
        linked={scopeOf(ctx.actor, "settings.manage") !== undefined}
      />
      <WebhookDesk
        views={views}
        choices={{ ...reach, events: eventChoices(reach.events, { audit, everything: t("everyLeadEvent") }) }}
        now={new Date().toISOString()}
      />
    </div>
  );
}
