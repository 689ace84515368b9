import { Mail, MessageCircle, Phone, CalendarDays } from "lucide-react";
import { Link } from "@/components/ui/link";
import { getLocale, getTimeZone, getTranslations } from "next-intl/server";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Definition } from "@/components/ui/definition";
import { formatNumber, formatRelative, formatDateTime } from "@/lib/core/format";
import { cn } from "@/lib/core/cn";
import type { Counted, HomeToDo } from "@/lib/analytics/home/schema";

const ICONS: Record<string, typeof Phone> = { call: Phone, whatsapp: MessageCircle, mail: Mail, meeting: CalendarDays };

/** What waits for somebody: whom nobody has tried to reach, what nobody owns, and one's own open attempts. */
export async function ToDo({ toDo, now }: { toDo: HomeToDo; now: string }) {
  const [t, home, locale, timeZone] = await Promise.all([
    getTranslations("home.toDo"),
    getTranslations("home"),
    getLocale(),
    getTimeZone(),
  ]);
  const to = { locale, timeZone };
  return (
    <Card>
      <CardHeader
        level={2}
        title={t("title")}
        actions={<Definition label={home("meaning", { title: t("title") })}>{t("meaning")}</Definition>}
      />
      <CardBody className="flex flex-col gap-1 px-2 pb-2">
        <Waiting label={t("uncontacted")} counted={toDo.uncontacted} locale={locale} />
        <Waiting label={t("waiting")} counted={toDo.waiting} locale={locale} urgent />
        {toDo.unowned && <Waiting label={t("unowned")} counted={toDo.unowned} locale={locale} urgent />}
        {toDo.dues.map(({ key, counted }) => (
          <Waiting key={key} label={t(key)} counted={counted} locale={locale} urgent={key !== "dueToday"} />
        ))}
        {toDo.outcomes.length > 0 && (
          <>
            <h3 className="px-2 pt-3 pb-1 text-xs font-medium text-muted-foreground">{t("outcomes")}</h3>
            <ul>
              {toDo.outcomes.map(({ attemptId, number, title, channel, at }) => {
                const Icon = ICONS[channel] ?? Phone;
                return (
                  <li key={attemptId}>
                    <Link href={`/leads/${number}`} className={row}>
                      <Icon aria-hidden className="size-4 shrink-0 text-muted-foreground" />
                      <span dir="auto" className="min-w-0 flex-1 truncate text-left font-medium">
                        {title}
                      </span>
                      <time dateTime={at} title={formatDateTime(at, to)} className="text-xs text-muted-foreground">
                        {formatRelative(at, now, to)}
                      </time>
                    </Link>
                  </li>
                );
              })}
            </ul>
            {toDo.moreOutcomes > 0 && (
              <p className="px-2 pt-1 text-xs text-muted-foreground">
                {t("moreOutcomes", { count: toDo.moreOutcomes })}
              </p>
            )}
          </>
        )}
      </CardBody>
    </Card>
  );
}

const row = "flex min-h-9 items-center gap-2.5 rounded-md px-2 text-sm hover:bg-hover pointer-coarse:min-h-11";

type WaitingProps = { label: string; counted: Counted; locale: string; urgent?: boolean };

function Waiting({ label, counted, locale, urgent = false }: WaitingProps) {
  return (
    <Link href={counted.href} className={row}>
      <span className="min-w-0 flex-1">{label}</span>
      <span
        className={cn(
          "text-base font-semibold tabular-nums",
          counted.count === 0 && "font-normal text-muted-foreground",
          urgent && counted.count > 0 && "text-warning",
        )}
      >
        {formatNumber(counted.count, { locale })}
      </span>
    </Link>
  );
}
