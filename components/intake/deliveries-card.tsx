import { Inbox } from "lucide-react";
import { useTranslations } from "next-intl";
import { DeliveryFeed } from "@/components/intake/delivery-feed";
import { StateFilter } from "@/components/intake/state-filter";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Section } from "@/components/ui/section";
import type { DeliverySummary } from "@/lib/intake/deliveries/queries";
import type { DeliveryState } from "@/lib/intake/deliveries/schema";

type DeliveriesCardProps = {
  page: { rows: DeliverySummary[]; next: string | null };
  path: string;
  state: DeliveryState | undefined;
  before: string | undefined;
  /** All of them are of this source. */
  sourceId?: string;
  /** They are fetched: nothing is sent here. */
  fetched?: boolean;
};

export function DeliveriesCard({ page, path, state, before, sourceId, fetched = false }: DeliveriesCardProps) {
  const t = useTranslations("intake");
  const inbox = useTranslations("inbox");
  const inSource = sourceId === undefined ? "" : `?source=${sourceId}`;
  const link = (more: Record<string, string>) => `${path}?${new URLSearchParams({ ...(state && { state }), ...more })}`;
  return (
    <Section
      title={t("deliveries")}
      description={t("deliveriesHint")}
      actions={
        <LinkButton size="sm" variant="ghost" href={`/intake/deliveries${inSource}`}>
          {inbox("seeAll")}
        </LinkButton>
      }
    >
      <StateFilter path={path} state={state} />
      <Card className="overflow-hidden">
        {page.rows.length > 0 ? (
          <DeliveryFeed rows={page.rows} showSource={sourceId === undefined} />
        ) : (
          <EmptyState
            icon={<Inbox />}
            title={state ? t("noneInFilter") : t("noDeliveries")}
            {...(state ? {} : { description: t(fetched ? "noneFetchedText" : "noDeliveriesText") })}
          />
        )}
      </Card>
      {(page.next !== null || before !== undefined) && (
        <div className="flex justify-end gap-2">
          {before !== undefined && <LinkButton href={link({})}>{t("newest")}</LinkButton>}
          {page.next !== null && <LinkButton href={link({ before: page.next })}>{t("older")}</LinkButton>}
        </div>
      )}
    </Section>
  );
}
