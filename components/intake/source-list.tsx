import Link from "next/link";
import { useFormatter, useLocale, useNow, useTranslations } from "next-intl";
import { SourceLight } from "@/components/intake/source-light";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { formatRelative } from "@/lib/core/format";
import type { SourceSummary } from "@/lib/intake/sources/queries";

/** Every source at a glance: does it work, when did it last bring something, is something waiting for a person. */
export function SourceList({ sources }: { sources: readonly SourceSummary[] }) {
  return (
    <ul className="grid grid-cols-1 gap-3 md:grid-cols-2 xl:grid-cols-3">
      {sources.map((source) => (
        <li key={source.id}>
          <SourceCard source={source} />
        </li>
      ))}
    </ul>
  );
}

function SourceCard({ source }: { source: SourceSummary }) {
  const t = useTranslations("intake");
  const locale = useLocale();
  const format = useFormatter();
  const now = useNow();
  const last = source.lastDeliveryAt;
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
        <SourceLight source={source} />
      </div>
      <dl className="grid grid-cols-[1fr_auto_auto] gap-x-5 text-sm">
        <Figure term={t("lastDelivery")}>{last ? formatRelative(last, now, { locale }) : t("never")}</Figure>
        <Figure term={t("todayCount")}>{format.number(source.today)}</Figure>
        <Figure term={t("weekCount")}>{format.number(source.week)}</Figure>
      </dl>
      {source.failed + source.quarantined > 0 && (
        <p className="flex flex-wrap gap-1.5">
          {source.failed > 0 && <Badge variant="danger">{t("failedCount", { count: source.failed })}</Badge>}
          {source.quarantined > 0 && (
            <Badge variant="warning">{t("quarantinedCount", { count: source.quarantined })}</Badge>
          )}
        </p>
      )}
    </Card>
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
