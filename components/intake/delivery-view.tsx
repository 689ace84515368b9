import { Link } from "@/components/ui/link";
import { useLocale, useTimeZone, useTranslations } from "next-intl";
import { DeliveryPanes } from "@/components/intake/delivery-panes";
import { DeliveryStatePill, useDeliveryReason } from "@/components/intake/delivery-state";
import { RawBody } from "@/components/intake/raw-body";
import { SpamReasons } from "@/components/intake/spam/spam-reasons";
import { Understanding } from "@/components/intake/understanding";
import { Alert } from "@/components/ui/alert";
import { Card, CardBody } from "@/components/ui/card";
import { DescriptionItem, DescriptionList } from "@/components/ui/description-list";
import { Disclosure } from "@/components/ui/disclosure";
import { LinkButton } from "@/components/ui/link-button";
import { Section } from "@/components/ui/section";
import { formatDateTime, formatZone } from "@/lib/core/format";
import type { BodyText } from "@/lib/intake/deliveries/body-text";
import type { DeliveryDetail } from "@/lib/intake/deliveries/queries";

/** What came and what was made of it, side by side. */
export function DeliveryView({ delivery, body }: { delivery: DeliveryDetail; body: BodyText }) {
  const t = useTranslations("intake");
  const { understood } = delivery;
  return (
    <>
      <Outcome delivery={delivery} />
      {delivery.parts.length > 1 && <Parts delivery={delivery} />}
      <DeliveryPanes
        first={understood ? "understood" : "raw"}
        raw={
          <Section title={t("raw")}>
            <Card>
              <CardBody className="flex flex-col gap-3 pt-4">
                <Envelope delivery={delivery} />
                <Disclosure summary={t("headers")}>
                  <pre className="overflow-x-auto rounded-md bg-muted p-3 font-mono text-xs" tabIndex={0}>
                    {Object.entries(delivery.headers)
                      .map(([name, value]) => `${name}: ${value}`)
                      .join("\n")}
                  </pre>
                </Disclosure>
                <RawBody body={body} />
              </CardBody>
            </Card>
          </Section>
        }
        understood={
          <Section
            title={t("understood")}
            actions={
              understood &&
              (delivery.via === "push" || delivery.via === "pull") && (
                <LinkButton size="sm" href={`/intake/sources/${delivery.source.id}?arrival=${delivery.id}#fields`}>
                  {t("sayFields")}
                </LinkButton>
              )
            }
          >
            <Card>
              <CardBody className="pt-4">
                {understood ? (
                  <Understanding understood={understood} />
                ) : (
                  <p className="text-sm text-muted-foreground">{t("noUnderstood")}</p>
                )}
              </CardBody>
            </Card>
          </Section>
        }
      />
    </>
  );
}

/** A long list would hide what the page is about. */
const SHOWN_PARTS = 5;

/** The entries that came in one request, with this one among them. */
function Parts({ delivery: { id, parts } }: { delivery: DeliveryDetail }) {
  const t = useTranslations("intake");
  const [first, rest] = [parts.slice(0, SHOWN_PARTS), parts.slice(SHOWN_PARTS)];
  return (
    <Section title={t("together", { count: parts.length })}>
      <Card>
        <CardBody className="flex flex-col gap-2 pt-4">
          <p className="text-sm text-muted-foreground">{t("togetherText")}</p>
          <PartList parts={first} current={id} />
          {rest.length > 0 && (
            <Disclosure summary={t("moreTogether", { count: rest.length })} open={rest.some((part) => part.id === id)}>
              <PartList parts={rest} current={id} />
            </Disclosure>
          )}
        </CardBody>
      </Card>
    </Section>
  );
}

function PartList({ parts, current }: { parts: DeliveryDetail["parts"]; current: string }) {
  const t = useTranslations("intake");
  return (
    <ul className="flex flex-col divide-y divide-border">
      {parts.map(({ id, state, outcome, reason, who, leadNumber }) => (
        <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2 text-sm">
          <DeliveryStatePill state={state} outcome={outcome} reason={reason} />
          <Link
            href={`/intake/deliveries/${id}`}
            aria-current={id === current ? "page" : undefined}
            className="min-w-0 break-words text-accent-text hover:underline aria-[current=page]:font-semibold aria-[current=page]:text-foreground"
          >
            {who || t("anonymous")}
          </Link>
          {leadNumber !== null && (
            <Link href={`/leads/${leadNumber}`} className="text-muted-foreground hover:underline">
              {t("openLead", { number: String(leadNumber) })}
            </Link>
          )}
        </li>
      ))}
    </ul>
  );
}

function Outcome({ delivery }: { delivery: DeliveryDetail }) {
  const t = useTranslations("intake");
  const { words, details } = useDeliveryReason()(delivery);
  const spam = useTranslations("spam");
  const reasons = delivery.understood?.spam ?? [];
  const bad = delivery.state === "failed" || delivery.state === "quarantined";
  const { leadNumber, duplicateOfId } = delivery;
  return (
    <Alert
      variant={bad ? "warning" : "info"}
      title={<DeliveryStatePill state={delivery.state} outcome={delivery.outcome} reason={delivery.reason} />}
      action={
        <span className="flex flex-wrap gap-2">
          {duplicateOfId !== null && (
            <LinkButton size="sm" href={`/intake/deliveries/${duplicateOfId}`}>
              {t("duplicateOf")}
            </LinkButton>
          )}
          {leadNumber !== null && (
            <LinkButton size="sm" href={`/leads/${leadNumber}`}>
              {t("openLead", { number: String(leadNumber) })}
            </LinkButton>
          )}
        </span>
      }
    >
      {reasons.length > 0 ? (
        <>
          <p className="mt-1">{spam(delivery.state === "spam" ? "takenText" : "genuineText")}</p>
          <SpamReasons reasons={reasons} />
        </>
      ) : null}
      {words !== "" && delivery.state !== "spam" && <p className="mt-1 break-words">{words}</p>}
      {details !== "" && (
        <Disclosure summary={t("details")} className="mt-1">
          <pre className="font-mono text-xs whitespace-pre-wrap wrap-anywhere">{details}</pre>
        </Disclosure>
      )}
    </Alert>
  );
}

function Envelope({ delivery }: { delivery: DeliveryDetail }) {
  const t = useTranslations("intake");
  const locale = useLocale();
  const timeZone = useTimeZone() ?? "UTC";
  const shown = { locale, timeZone };
  return (
    <DescriptionList>
      <DescriptionItem term={t("receivedAt")}>
        {formatDateTime(delivery.receivedAt, shown)} ({formatZone(delivery.receivedAt, shown)}) ·{" "}
        {t(`via.${delivery.via as "push"}`)}
        {delivery.history && ` · ${t("history")}`}
      </DescriptionItem>
      <DescriptionItem term={t("source")}>
        <Link href={`/intake/sources/${delivery.source.id}`} className="text-accent-text hover:underline">
          {delivery.source.name}
        </Link>
      </DescriptionItem>
      <DescriptionItem term={t("request")}>
        <code className="font-mono text-xs break-all">
          {delivery.method} {delivery.path}
        </code>
      </DescriptionItem>
      {delivery.ip !== "" && <DescriptionItem term={t("from")}>{delivery.ip}</DescriptionItem>}
    </DescriptionList>
  );
}
