import { useLocale, useTimeZone, useTranslations } from "next-intl";
import { WebhookCompanies } from "@/components/settings/webhooks/webhook-list";
import { Card, CardBody } from "@/components/ui/card";
import { DescriptionItem, DescriptionList } from "@/components/ui/description-list";
import { formatDateTime } from "@/lib/core/format";
import type { ComboboxOption } from "@/components/ui/combobox-popup";
import type { WebhookView } from "@/lib/webhooks/schema";

/** What is sent where, about whom, and who stands behind it. */
export function WebhookFacts({ view, labels }: { view: WebhookView; labels: readonly ComboboxOption[] }) {
  const t = useTranslations("webhooks");
  const to = { locale: useLocale(), timeZone: useTimeZone() ?? "UTC" };
  const names = view.events.map((name) => labels.find(({ value }) => value === name)?.label ?? name);
  const keeper = view.keeper === null ? t("keptByShell") : t("keptBy", { name: view.keeper });
  return (
    <Card>
      <CardBody className="flex flex-col gap-3 pt-4">
        <DescriptionList aria-label={t("facts")}>
          <DescriptionItem term={t("url")}>
            <code className="font-mono text-xs wrap-anywhere">{view.address}</code>
          </DescriptionItem>
          <DescriptionItem term={t("sends")}>{names.join(" · ")}</DescriptionItem>
          <DescriptionItem term={t("about")}>
            <span className="flex flex-wrap gap-1.5">
              <WebhookCompanies view={view} />
            </span>
          </DescriptionItem>
        </DescriptionList>
        <p className="text-xs text-muted-foreground">
          {[
            keeper,
            view.allowsPrivate && t("inOwnNetwork"),
            view.previousUntil !== null && t("rotatingUntil", { when: formatDateTime(view.previousUntil, to) }),
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
      </CardBody>
    </Card>
  );
}
