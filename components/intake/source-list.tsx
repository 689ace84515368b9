import { Link } from "@/components/ui/link";
import { useLocale, useNow, useTimeZone, useTranslations } from "next-intl";
import { SourceLight } from "@/components/intake/source-light";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { formatDateTime, formatDuration, formatPercent, formatRelative, formatNumber } from "@/lib/core/format";
import { inboxHref } from "@/lib/intake/inbox/search-params";
import { lastTroubleOf, triedOf } from "@/lib/intake/health/schema";
import type { SourceHealth } from "@/lib/intake/health/schema";
import type { QuietAlarm } from "@/lib/intake/watching/schema";
import type { SourceSummary } from "@/lib/intake/sources/queries";

/** Every source at a glance: does it work, when did it last bring something, is something waiting for a person. */
type SourceListProps = {
  sources: readonly SourceSummary[];
  health: ReadonlyMap<string, SourceHealth>;
  quiet: readonly QuietAlarm[];
};

export function SourceList({ sources, health, quiet }: SourceListProps) {
  return (
    <ul className="grid grid-cols-1 gap-3 md:grid-cols-2 xl:grid-cols-3">
      {sources.map((source) => (
        <li key={source.id}>
          <SourceCard
            source={source}
            health={health.get(source.id)}
            quiet={quiet.filter(({ sourceId }) => sourceId === source.id)}
          />
        </li>
      ))}
    </ul>
  );
}

type SourceCardProps = { source: SourceSummary; health: SourceHealth | undefined; quiet: readonly QuietAlarm[] };

function SourceCard({ source, health, quiet }: SourceCardProps) {
  const t = useTranslations("intake");
  const watch = useTranslations("watch");
  const to = { locale: useLocale(), timeZone: useTimeZone() ?? "UTC" };
  const now = useNow();
  const last = source.lastDeliveryAt;
  const unkept = health?.unkept ?? 0;
  return (
    <Card className="relative flex h-full flex-col gap-3 p-4 transition-colors hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-ring">
      <div className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          <h3 className="font-semibold wrap-anywhere">
            <Link href={`/intake/sources/${source.id}`} className="outline-none after:absolute after:inset-0">
              {source.name}
            </Link>
          </h3>
          <p className="text-xs text-muted-foreground">
            {source.company} · {t(`shortKinds.${source.kind as "webhook"}`)}
          </p>
        </div>
        <SourceLight source={{ ...source, quiet: quiet.some(({ form }) => form === null) }} />
      </div>
      <dl className="grid grid-cols-[1fr_auto_auto] gap-x-5 text-sm">
        <Figure term={t("lastDelivery")}>{last ? formatRelative(last, now, to) : t("never")}</Figure>
        <Figure term={t("todayCount")}>{formatNumber(source.today, to)}</Figure>
        <Figure term={t("weekCount")}>{formatNumber(source.week, to)}</Figure>
      </dl>
      {health && source.works && <Fares health={health} />}
      {source.failed + source.quarantined + unkept + quiet.length > 0 && (
        <p className="flex flex-wrap gap-1.5">
          <QuietBadges quiet={quiet} />
          {source.failed > 0 && <Badge variant="danger">{t("failedCount", { count: source.failed })}</Badge>}
          {source.quarantined > 0 && (
            <Badge variant="warning">{t("quarantinedCount", { count: source.quarantined })}</Badge>
          )}
          {unkept > 0 && (
            <Badge variant="danger">{watch("unkeptBadge", { count: unkept, shown: formatNumber(unkept, to) })}</Badge>
          )}
        </p>
      )}
    </Card>
  );
}

/** All that comes to it is quiet, or forms of it. */
function QuietBadges({ quiet }: { quiet: readonly QuietAlarm[] }) {
  const t = useTranslations("watch");
  const to = { locale: useLocale(), timeZone: useTimeZone() ?? "UTC" };
  const whole = quiet.find(({ form }) => form === null);
  const forms = quiet.filter(({ form }) => form !== null).length;
  return (
    <>
      {whole && <Badge variant="warning">{t("badge", { since: formatDateTime(whole.since, to) })}</Badge>}
      {forms > 0 && <Badge variant="warning">{t("badgeForms", { count: forms })}</Badge>}
    </>
  );
}

function Figure({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-muted-foreground">{term}</dt>
      <dd className="tabular-nums">{children}</dd>
    </div>
  );
}

/** How it fared lately; each number opens its rows, above the link that the card is. */
function Fares({ health }: { health: SourceHealth }) {
  const t = useTranslations("watch");
  const locale = useLocale();
  const { sourceId: source, from, well, toProcessed } = health;
  const [tried, trouble] = [triedOf(health), lastTroubleOf(health)];
  if (tried === 0 && !trouble) return null;
  const link = "relative z-10 text-foreground tabular-nums underline underline-offset-2";
  return (
    <p className="flex flex-wrap gap-x-3 gap-y-1 text-xs text-muted-foreground">
      {tried > 0 && (
        <span>
          <Link href={inboxHref({ source, from, ended: "well" })} className={link}>
            {formatPercent(well / tried, { locale }, 1)}
          </Link>{" "}
          {t("shareShort")}
        </span>
      )}
      {toProcessed !== null && (
        <span>
          <Link href={inboxHref({ source, from, state: "processed" })} className={link}>
            {toProcessed < 1 ? t("underSecond") : formatDuration(toProcessed, { locale })}
          </Link>{" "}
          {t("toProcessedShort")}
        </span>
      )}
      {trouble && (
        <Link href={trouble.href} className={link}>
          {t("lastError")}
        </Link>
      )}
    </p>
  );
}
