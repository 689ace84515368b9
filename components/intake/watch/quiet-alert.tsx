import { Link } from "@/components/ui/link";
import { getLocale, getTimeZone, getTranslations } from "next-intl/server";
import { Alert } from "@/components/ui/alert";
import { formatDateTime, formatNumber } from "@/lib/core/format";
import { RAREST } from "@/lib/intake/watching/schema";
import type { QuietAlarm } from "@/lib/intake/watching/schema";

type QuietAlertProps = {
  alarms: readonly QuietAlarm[];
  /** On the source's own page. */
  here?: boolean;
};

/** That forms are quieter than chance explains, for whoever may read intake; nothing where none is. */
export async function QuietAlert({ alarms, here = false }: QuietAlertProps) {
  const [t, locale, timeZone] = await Promise.all([getTranslations("watch"), getLocale(), getTimeZone()]);
  const [only] = alarms;
  if (!only) return null;
  const to = { locale, timeZone };
  const isOne = alarms.length === 1;

  function what({ source, form }: QuietAlarm): string {
    if (form === null) return source;
    return form === "" ? t("formUnnamed", { source }) : t("formOf", { source, form });
  }

  function sentence({ kind, since, expected, arrived, oneIn }: QuietAlarm): string {
    const usual = { since: formatDateTime(since, to), expected: formatNumber(Math.round(expected), to), arrived };
    const odds = { odds: formatNumber(Math.round(oneIn), to) };
    return `${t(`quietText.${kind}`, usual)} ${t(oneIn >= RAREST ? "oddsRarest" : "odds", odds)}`;
  }

  return (
    <Alert
      variant="warning"
      title={isOne ? t(`quietTitle.${only.kind}`, { source: what(only) }) : t("quietMany", { count: alarms.length })}
    >
      {isOne ? (
        <p>
          {sentence(only)}{" "}
          {!here && (
            <Link className="font-medium underline underline-offset-2" href={`/intake/sources/${only.sourceId}`}>
              {t("see")}
            </Link>
          )}
        </p>
      ) : (
        <ul className="mt-1 flex flex-col gap-1.5">
          {alarms.map((alarm) => (
            <li key={alarm.id}>
              <Link className="font-medium underline underline-offset-2" href={`/intake/sources/${alarm.sourceId}`}>
                {what(alarm)}
              </Link>
              {`: ${sentence(alarm)}`}
            </li>
          ))}
        </ul>
      )}
      <p className="mt-1 text-muted-foreground">{t("quietLook")}</p>
    </Alert>
  );
}
