import { getLocale, getTimeZone, getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { cache } from "react";
import { eventChoices } from "@/components/settings/webhooks/event-choices";
import { DeliveryLog } from "@/components/settings/webhooks/delivery-log";
import { WebhookActions } from "@/components/settings/webhooks/webhook-actions";
import { WebhookFacts } from "@/components/settings/webhooks/webhook-facts";
import { WebhookPill } from "@/components/settings/webhooks/webhook-state";
import { Alert } from "@/components/ui/alert";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { PageHeader } from "@/components/ui/page-header";
import { requirePermission } from "@/lib/auth/session";
import { formatDateTime } from "@/lib/core/format";
import { isId } from "@/lib/core/id";
import { listWebhookDeliveries } from "@/lib/webhooks/log/queries";
import { getWebhook, webhookReach } from "@/lib/webhooks/queries";
import { leadAsked, STATE_FILTERS } from "@/lib/webhooks/schema";

type Props = {
  params: Promise<{ webhookId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** What is no number is no lead's. */
const NO_NUMBER = 0;

/** Once per request, for the title and the page alike. */
const loadWebhook = cache(async (asked: string) => {
  const ctx = await requirePermission("apiKey.manage");
  if (!isId(asked)) notFound();
  return { ctx, view: await getWebhook(ctx, asked) };
});

export async function generateMetadata({ params }: Props) {
  const { view } = await loadWebhook((await params).webhookId);
  return { title: view.description || view.host };
}

export default async function WebhookPage({ params, searchParams }: Props) {
  const { ctx, view } = await loadWebhook((await params).webhookId);
  const asked = await searchParams;
  const state = STATE_FILTERS.find((one) => one === asked["state"]) ?? "all";
  const before = typeof asked["before"] === "string" && isId(asked["before"]) ? asked["before"] : undefined;
  const lead = typeof asked["lead"] === "string" ? asked["lead"].trim().slice(0, 40) : "";
  const number = lead === "" ? undefined : (leadAsked.safeParse(lead).data ?? NO_NUMBER);
  const [t, audit, settings, locale, timeZone, reach, page] = await Promise.all([
    getTranslations("webhooks"),
    getTranslations("audit"),
    getTranslations("settings"),
    getLocale(),
    getTimeZone(),
    webhookReach(ctx),
    listWebhookDeliveries(ctx, { webhookId: view.id, state, before, lead: number }),
  ]);
  const events = eventChoices(reach.events, { audit, everything: t("everyLeadEvent") });
  const title = view.description || view.host;
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-6">
      <PageHeader
        title={
          <span className="flex flex-wrap items-center gap-2">
            <span className="wrap-anywhere">{title}</span>
            <WebhookPill view={view} />
          </span>
        }
        breadcrumb={
          <Breadcrumb
            label={settings("title")}
            crumbs={[
              { label: settings("title"), href: "/settings" },
              { label: t("title"), href: "/settings/webhooks" },
              { label: title },
            ]}
          />
        }
        actions={<WebhookActions view={view} choices={{ ...reach, events }} />}
      />
      {view.end !== null && (
        <Alert variant={view.end === "off" ? "info" : "warning"}>
          {t(`endText.${view.end}`, { name: view.keeper ?? "" })}
        </Alert>
      )}
      {view.end === null && view.failingSince !== null && (
        <Alert variant="warning">
          {t("failingText", { when: formatDateTime(view.failingSince, { locale, timeZone }) })}
        </Alert>
      )}
      <WebhookFacts view={view} labels={events} />
      <DeliveryLog view={view} page={page} state={state} before={before} lead={lead} />
    </div>
  );
}
