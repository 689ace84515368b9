import { useLocale, useTimeZone, useTranslations } from "next-intl";
import { SentPill } from "@/components/settings/webhooks/webhook-state";
import { Card, CardBody } from "@/components/ui/card";
import { DescriptionItem, DescriptionList } from "@/components/ui/description-list";
import { Section } from "@/components/ui/section";
import { formatDateTime } from "@/lib/core/format";
import type { DeliveryDetail } from "@/lib/webhooks/schema";

/** One delivery: how it stands, what is sent, what was answered. */
export function DeliveryDetailView({ delivery }: { delivery: DeliveryDetail }) {
  const t = useTranslations("webhooks");
  const to = { locale: useLocale(), timeZone: useTimeZone() ?? "UTC" };
  const at = (moment: string | null) => moment !== null && formatDateTime(moment, to);
  const { problem, status, durationMs, answer, body, withheld } = delivery;
  const result = [
    status !== null && t("answered", { status: String(status) }),
    durationMs !== null && t("took", { ms: String(durationMs) }),
    problem !== "" && t(`problems.${problem}`),
  ];
  return (
    <>
      <Card>
        <CardBody className="pt-4">
          <DescriptionList>
            <DescriptionItem term={t("state")}>
              <SentPill state={delivery.state} />
            </DescriptionItem>
            <DescriptionItem term={t("result")}>{result.filter(Boolean).join(" · ")}</DescriptionItem>
            <DescriptionItem term={t("event")}>
              <code className="font-mono text-xs wrap-anywhere">{delivery.type}</code>
            </DescriptionItem>
            <DescriptionItem term={t("created")}>{at(delivery.createdAt)}</DescriptionItem>
            <DescriptionItem term={t("tried")}>
              {delivery.triedAt !== null &&
                `${String(at(delivery.triedAt))} · ${t("tries", { count: delivery.tries })}`}
            </DescriptionItem>
            {delivery.state === "waiting" && <DescriptionItem term={t("next")}>{at(delivery.nextAt)}</DescriptionItem>}
            <DescriptionItem term={t("id")}>
              <code className="font-mono text-xs wrap-anywhere">{delivery.id}</code>
            </DescriptionItem>
          </DescriptionList>
        </CardBody>
      </Card>
      <Section title={t("body")} description={t("bodyText")}>
        <Text
          text={body === null ? t(withheld ? "bodyWithheld" : "bodyGone") : JSON.stringify(JSON.parse(body), null, 2)}
        />
      </Section>
      <Section title={t("answer")} description={t("answerText")}>
        <Text text={withheld ? t("answerWithheld") : answer || t(status === null ? "noAnswer" : "emptyAnswer")} />
      </Section>
    </>
  );
}

function Text({ text }: { text: string }) {
  return (
    <Card>
      <pre tabIndex={0} className="overflow-auto p-4 font-mono text-xs break-words whitespace-pre-wrap">
        {text}
      </pre>
    </Card>
  );
}
