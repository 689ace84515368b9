import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { DeliveryView } from "@/components/intake/delivery-view";
import { IntakeLive } from "@/components/intake/intake-live";
import { ReplayButton } from "@/components/intake/replay-button";
import { NotSpamButton } from "@/components/intake/spam/not-spam-button";
import { TakeBackButton } from "@/components/intake/spam/take-back-button";
import { ThisIsSpamButton } from "@/components/intake/spam/this-is-spam-button";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/auth/session";
import { scopeOf } from "@/lib/core/ctx";
import { ctxFor } from "@/lib/core/define-action";
import { Outcome } from "@/lib/core/errors";
import { isId, newId } from "@/lib/core/id";
import { bodyText } from "@/lib/intake/deliveries/body-text";
import { getDelivery } from "@/lib/intake/deliveries/queries";
import { canManageIntake } from "@/lib/intake/policy";
import { lastRuling } from "@/lib/intake/spam/rulings/queries";
import { blockableOf, taughtBy } from "@/lib/intake/spam/teaching";

type Props = { params: Promise<{ deliveryId: string }> };

/** What can be taken back: a lead, what was added to one, or what was changed on one. */
const MADE = ["created", "touched", "updated"] as const;

export async function generateMetadata() {
  return { title: (await getTranslations("intake"))("delivery") };
}

export default async function DeliveryPage({ params }: Props) {
  const [actor, { deliveryId }, t] = await Promise.all([requireActor(), params, getTranslations("intake")]);
  if (!isId(deliveryId) || !scopeOf(actor, "intake.read")) notFound();
  const ctx = ctxFor(actor, newId());
  const delivery = await getDelivery(ctx, deliveryId).catch((error: unknown) => {
    if (error instanceof Outcome && error.code === "NOT_FOUND") notFound();
    throw error;
  });
  const crumbs = [
    { label: t("title"), href: "/intake" },
    { label: delivery.source.name, href: `/intake/sources/${delivery.source.id}` },
  ];
  const canManage = canManageIntake(actor);
  const said = canManage && delivery.ruling !== "" ? await lastRuling(ctx, deliveryId) : null;
  const made = MADE.find((outcome) => outcome === delivery.outcome);
  const canReplay = canManage && delivery.state !== "received" && delivery.reason !== "too_large";
  return (
    <div className="flex flex-col gap-6">
      {delivery.state === "received" && <IntakeLive userId={actor.id} sourceId={delivery.source.id} />}
      <PageHeader
        title={t("delivery")}
        breadcrumb={<Breadcrumb label={t("title")} crumbs={[...crumbs, { label: t("delivery") }]} />}
        actions={
          <>
            {canManage && delivery.leadNumber !== null && made && (
              <ThisIsSpamButton
                deliveryId={delivery.id}
                label={`L-${delivery.leadNumber}`}
                outcome={made}
                values={delivery.understood ? blockableOf(delivery.understood) : {}}
              />
            )}
            {canReplay && <ReplayButton deliveryId={delivery.id} />}
            {said && <TakeBackButton ruling={said} />}
            {canManage && delivery.state === "spam" && (
              <NotSpamButton
                deliveryId={delivery.id}
                teaches={delivery.understood ? taughtBy(delivery.understood, delivery.source) : []}
              />
            )}
          </>
        }
      />
      <DeliveryView
        delivery={delivery}
        body={bodyText(delivery.body, delivery.bodySize, delivery.headers["content-encoding"])}
      />
    </div>
  );
}
