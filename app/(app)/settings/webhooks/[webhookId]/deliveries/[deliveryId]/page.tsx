import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { after } from "next/server";
import { cache } from "react";
import { AgainButton } from "@/components/settings/webhooks/again-buttons";
import { DeliveryDetailView } from "@/components/settings/webhooks/delivery-detail";
import { eventWords } from "@/components/settings/webhooks/delivery-log";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { PageHeader } from "@/components/ui/page-header";
import { requirePermission } from "@/lib/auth/session";
import { isId } from "@/lib/core/id";
import { noteLook } from "@/lib/leads/looks/commands";
import { webhookDelivery } from "@/lib/webhooks/log/queries";

type Props = { params: Promise<{ webhookId: string; deliveryId: string }> };

/** Once per request, for the title and the page alike. */
const loadDelivery = cache(async (asked: string) => {
  const ctx = await requirePermission("apiKey.manage");
  if (!isId(asked)) notFound();
  return { ctx, ...(await webhookDelivery(ctx, asked)) };
});

export async function generateMetadata({ params }: Props) {
  await loadDelivery((await params).deliveryId);
  return { title: (await getTranslations("webhooks"))("delivery") };
}

export default async function WebhookDeliveryPage({ params }: Props) {
  const { webhookId, deliveryId } = await params;
  const { ctx, delivery, looked } = await loadDelivery(deliveryId);
  if (delivery.webhook.id !== webhookId) notFound();
  if (looked) after(() => noteLook(ctx, looked.lead, looked.fields));
  const [t, audit, settings] = await Promise.all([
    getTranslations("webhooks"),
    getTranslations("audit"),
    getTranslations("settings"),
  ]);
  const path = `/settings/webhooks/${webhookId}`;
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-6">
      <PageHeader
        title={eventWords(delivery.type, { audit, test: t("testEvent") })}
        breadcrumb={
          <Breadcrumb
            label={settings("title")}
            crumbs={[
              { label: t("title"), href: "/settings/webhooks" },
              { label: delivery.webhook.host, href: path },
              { label: t("delivery") },
            ]}
          />
        }
        actions={<AgainButton deliveryId={delivery.id} />}
      />
      <DeliveryDetailView delivery={delivery} />
    </div>
  );
}
