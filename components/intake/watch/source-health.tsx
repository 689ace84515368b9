import { Link } from "@/components/ui/link";
import { getLocale, getNow, getTimeZone, getTranslations } from "next-intl/server";
import { Card } from "@/components/ui/card";
import { Definition } from "@/components/ui/definition";
import { Section } from "@/components/ui/section";
import { formatDateTime, formatDuration, formatPercent, formatRelative, formatNumber } from "@/lib/core/format";
import { failedFetchesHref, HEALTH_DAYS, lastTroubleOf, MEDIAN_OF, triedOf } from "@/lib/intake/health/schema";
import { inboxHref } from "@/lib/intake/inbox/search-params";
import type { SourceHealth as Health } from "@/lib/intake/health/schema";
import type { Watch } from "@/lib/intake/watching/schema";

type SourceHealthProps = { health: Health; watch: Watch | null };

/** How a source fares: each number opens the arrivals it counts. */
export async function SourceHealth({ health, watch }: SourceHealthProps) {
  const [t, reasons, locale, timeZone, now] = await Promise.all([
    getTranslations("watch"),
    getTranslations("intake"),
    getLocale(),
    getTimeZone(),
    getNow(),
  ]);
  const to = { locale, timeZone };
  const { sourceId: source, from, well, badly, lastAt, lastId, failedFetches } = health;
  const trouble = lastTroubleOf(health);
  const href = (ended: "well" | "badly") => inboxHref({ source, from, ended });
  const processed = inboxHref({ source, from, state: "processed" });
  const values = { days: HEALTH_DAYS, most: MEDIAN_OF };

  function delay(seconds: number | null, of: number) {
    if (seconds === null) return t("unknown");
    return (
      <>
        <Link href={processed} className={number}>
          {seconds < 1 ? t("underSecond") : formatDuration(seconds, to)}
        </Link>
        <span className="block text-xs text-muted-foreground">
          {t("medianOf", { count: of, shown: formatNumber(of, { locale }) })}
        </span>
      </>
    );
  }

  function troubleWords({ state, reason }: NonNullable<typeof trouble>): string {
    const key = (state === null ? `pullProblems.${reason}` : `reasons.${reason}`) as "reasons.draft";
    if (reason !== "" && reasons.has(key)) return reasons(key);
    return state === null ? reason : t(`errorWords.${state as "failed"}`);
  }

  return (
    <Section title={t("health")} description={t("healthText", values)}>
      <Card>
        <dl className="grid gap-x-6 gap-y-4 p-4 sm:grid-cols-2 lg:grid-cols-4">
          <Figure term={t("lastSeen")}>
            {lastAt && lastId ? (
              <Link href={`/intake/deliveries/${lastId}`} className={number} title={formatDateTime(lastAt, to)}>
                {formatRelative(lastAt, now, to)}
              </Link>
            ) : (
              t("never")
            )}
          </Figure>
          <Figure term={t("share")} definition={t("shareDefinition", values)}>
            {triedOf(health) === 0 && failedFetches === 0 ? (
              t("shareNone")
            ) : (
              <>
                {triedOf(health) === 0 ? (
                  "–"
                ) : (
                  <Link href={href("well")} className={number}>
                    {formatPercent(well / triedOf(health), to, 1)}
                  </Link>
                )}
                <span className="block text-xs font-normal text-muted-foreground">
                  {t("good", { count: well, shown: formatNumber(well, { locale }) })},{" "}
                  <Link href={href("badly")} className="underline underline-offset-2">
                    {t("bad", { count: badly, shown: formatNumber(badly, { locale }) })}
                  </Link>
                  {failedFetches > 0 && (
                    <>
                      ,{" "}
                      <Link href={failedFetchesHref(source)} className="underline underline-offset-2">
                        {t("failedFetches", { count: failedFetches, shown: formatNumber(failedFetches, { locale }) })}
                      </Link>
                    </>
                  )}
                </span>
              </>
            )}
          </Figure>
          <Figure term={t("toReceived")} definition={t("toReceivedDefinition", values)}>
            {delay(health.toReceived, health.receivedOf)}
          </Figure>
          <Figure term={t("toProcessed")} definition={t("toProcessedDefinition", values)}>
            {delay(health.toProcessed, health.processedOf)}
          </Figure>
          <div className="min-w-0 sm:col-span-2 lg:col-span-4">
            <dt className="text-xs text-muted-foreground">{t("lastError")}</dt>
            <dd className="mt-0.5 text-sm">
              {trouble ? (
                <>
                  {troubleWords(trouble)}{" "}
                  <span className="whitespace-nowrap text-muted-foreground">{formatDateTime(trouble.at, to)}</span>{" "}
                  <Link href={trouble.href} className="underline underline-offset-2">
                    {t("seeError")}
                  </Link>
                </>
              ) : (
                !health.lastUnkeptAt && t("noError", values)
              )}
              {health.lastUnkeptAt && (
                <span className="block max-w-prose text-danger">
                  {t("unkept", {
                    ...{ count: health.unkept, shown: formatNumber(health.unkept, { locale }), days: HEALTH_DAYS },
                    at: formatDateTime(health.lastUnkeptAt, to),
                  })}
                </span>
              )}
            </dd>
          </div>
          {watch && (
            <div className="min-w-0 sm:col-span-2 lg:col-span-4">
              <dt className="text-xs text-muted-foreground">{t("title")}</dt>
              <dd className="mt-0.5 max-w-prose text-sm">{watchWords(watch)}</dd>
            </div>
          )}
        </dl>
      </Card>
    </Section>
  );

  function watchWords(said: Watch): string {
    switch (said.state) {
      case "learning":
        return t("states.learning", { weeks: said.weeks });
      case "rare":
      case "watched":
        return t(`states.${said.state}`, {
          aWeek: formatNumber(said.aWeek, { locale }, { maximumSignificantDigits: 2 }),
        });
      case "quiet":
        return t("states.quiet", { since: formatDateTime(said.alarm.since, to) });
      default:
        return t(`states.${said.state}`);
    }
  }
}

const number = "text-lg font-semibold tabular-nums underline decoration-1 underline-offset-4";

type FigureProps = { term: string; definition?: string; children: React.ReactNode };

function Figure({ term, definition, children }: FigureProps) {
  return (
    <div className="min-w-0">
      <dt className="flex min-h-8 items-center gap-1 text-xs text-muted-foreground">
        {term}
        {definition !== undefined && <Definition label={term}>{definition}</Definition>}
      </dt>
      <dd className="mt-0.5">{children}</dd>
    </div>
  );
}
