import { formatDate, formatDateTime, formatNumber } from "@/lib/core/format";
import { lettersIn, pullProblemIn } from "@/lib/i18n/words-in";
import { RAREST } from "@/lib/intake/watching/schema";
import type { FormatFor } from "@/lib/core/format";
import type { Letter } from "@/lib/core/mail/letter";
import type { Failing } from "@/lib/intake/watching/failing/queries";
import type { QuietAlarm } from "@/lib/intake/watching/schema";

/** Who is written to, and what their links begin with; empty where nobody said. */
export type Reader = FormatFor & { baseUrl: string };

const linkTo = ({ baseUrl }: Reader, path: string, label: string): Letter["link"] =>
  baseUrl === "" ? undefined : { label, href: baseUrl + path };

/** That a form is quieter than chance explains. */
export function quietLetter(alarm: Omit<QuietAlarm, "id" | "openedAt">, to: Reader): Letter {
  const t = lettersIn(to.locale);
  const values = {
    source: whatOf(alarm, to),
    since: formatDateTime(alarm.since, to),
    expected: formatNumber(Math.round(alarm.expected), to),
    arrived: alarm.arrived,
    odds: formatNumber(Math.round(alarm.oneIn), to),
    weeks: alarm.weeks,
  };
  return {
    subject: t(`quiet.subject.${alarm.kind}`, values),
    paragraphs: [
      t(`quiet.text.${alarm.kind}`, values),
      t(alarm.oneIn >= RAREST ? "quiet.oddsRarest" : "quiet.odds", values),
      ...(alarm.form === null ? [] : [t("quiet.others", { source: alarm.source })]),
      t("quiet.look"),
    ],
    link: linkTo(to, `/intake/sources/${alarm.sourceId}`, t("quiet.link")),
    footer: t("footerIntake"),
  };
}

/** A source, or a form of it. */
function whatOf({ source, form }: Pick<QuietAlarm, "source" | "form">, { locale }: Reader): string {
  const t = lettersIn(locale);
  if (form === null) return source;
  return form === "" ? t("formUnnamed", { source }) : t("formOf", { source, form });
}

type Over = Pick<QuietAlarm, "sourceId" | "source" | "form" | "since"> & { at: Date };

/** That it brings something again. */
export function quietOverLetter(over: Over, to: Reader): Letter {
  const t = lettersIn(to.locale);
  const values = { source: whatOf(over, to), since: formatDateTime(over.since, to), at: formatDateTime(over.at, to) };
  return {
    subject: t("quietOver.subject", values),
    paragraphs: [t("quietOver.text", values), t("quietOver.look", values)],
    link: linkTo(to, `/intake/proof/${over.sourceId}`, t("quietOver.link")),
    footer: t("footerIntake"),
  };
}

/** That a site had submissions which never arrived; `week` as in `ProofTrouble`. */
export function missingLetter(
  found: { sourceId: string; source: string; days: { day: string; count: number }[]; week?: string },
  to: Reader,
): Letter {
  const t = lettersIn(to.locale);
  const count = found.days.reduce((sum, day) => sum + day.count, 0);
  const values = { source: found.source, count };
  const days = found.days.map((day) => t("missing.day", { day: dayWords(day.day, to), count: day.count }));
  return {
    subject: t("missing.subject", values),
    paragraphs: [t("missing.text", values), days.join("\n"), t("missing.look", values)],
    link: linkTo(to, `/intake/proof/${found.sourceId}${found.week ? `?to=${found.week}` : ""}`, t("missing.link")),
    footer: t("footerIntake"),
  };
}

/** That a site can't be read since; `troubles` as in `Failing`. */
export function failingLetter({ sourceId, source, kind, since, troubles }: Failing, to: Reader): Letter {
  const t = lettersIn(to.locale);
  const values = { source, since: formatDateTime(since, to) };
  const words = troubles
    .map(({ site, reason }) => (site === "" ? "" : `${site}: `) + pullProblemIn(to.locale, reason))
    .join("\n");
  const path = kind === "pull" ? `/intake/sources/${sourceId}` : `/intake/proof/${sourceId}`;
  return {
    subject: t(`failing.subject.${kind}`, values),
    paragraphs: [t(`failing.text.${kind}`, values), t("failing.why", { words }), t("failing.look")],
    link: linkTo(to, path, t(`failing.link.${kind}`)),
    footer: t("footerIntake"),
  };
}

/** A day of the calendar has no zone. */
const dayWords = (day: string, { locale }: Reader) => formatDate(`${day}T00:00Z`, { locale, timeZone: "UTC" });
