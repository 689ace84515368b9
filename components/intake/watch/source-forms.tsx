import { getLocale, getNow, getTimeZone, getTranslations } from "next-intl/server";
import { QuietFormButton } from "@/components/intake/watch/quiet-form-button";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { Link } from "@/components/ui/link";
import { Section } from "@/components/ui/section";
import { formatDateTime, formatNumber, formatRelative } from "@/lib/core/format";
import type { FormWatch } from "@/lib/intake/watching/schema";

const SHOWN = 8;

type SourceFormsProps = { forms: readonly FormWatch[]; canManage: boolean };

/** The several forms that send to a source: when each did last, how much it brings, and whether its silence would be noticed. */
export async function SourceForms({ forms, canManage }: SourceFormsProps) {
  const [t, locale, timeZone, now] = await Promise.all([
    getTranslations("watch"),
    getLocale(),
    getTimeZone(),
    getNow(),
  ]);
  const to = { locale, timeZone };
  const quietFirst = [...forms].sort((a, b) => Number(isQuiet(b)) - Number(isQuiet(a)));

  function words({ watch }: FormWatch): string {
    const state = t(`formStates.${watch.state}`, {
      since: watch.state === "quiet" ? formatDateTime(watch.alarm.since, to) : "",
    });
    if (watch.state !== "rare" && watch.state !== "watched") return state;
    const aWeek = formatNumber(watch.aWeek, { locale }, { maximumSignificantDigits: 2 });
    return `${state}, ${t("aWeek", { aWeek })}`;
  }

  const row = (form: FormWatch) => (
    <li key={form.form} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5">
      <div className="min-w-0 flex-1 basis-60">
        <p className="text-sm font-medium wrap-anywhere">{form.name || t("unnamed")}</p>
        <p className="text-xs text-muted-foreground">
          {isQuiet(form) ? <Badge variant="warning">{words(form)}</Badge> : words(form)}
        </p>
      </div>
      <p className="text-xs text-muted-foreground">
        {t("formLast")}{" "}
        <Link
          href={`/intake/deliveries/${form.lastId}`}
          className="text-foreground underline underline-offset-2"
          title={formatDateTime(form.lastAt, to)}
        >
          {formatRelative(form.lastAt, now, to)}
        </Link>
      </p>
      {canManage && form.watch.state === "quiet" && (
        <QuietFormButton alarmId={form.watch.alarm.id} form={form.name || t("unnamed")} />
      )}
      {canManage && form.watch.state === "retired" && (
        <QuietFormButton alarmId={form.watch.alarmId} form={form.name || t("unnamed")} retired />
      )}
    </li>
  );

  return (
    <Section title={t("forms")} description={t("formsText")}>
      <Card>
        <ul className="divide-y">{quietFirst.slice(0, SHOWN).map(row)}</ul>
        {forms.length > SHOWN && (
          <div className="border-t px-4 py-2">
            <Disclosure summary={t("allForms", { count: forms.length })}>
              <ul className="divide-y">{quietFirst.slice(SHOWN).map(row)}</ul>
            </Disclosure>
          </div>
        )}
      </Card>
    </Section>
  );
}

const isQuiet = ({ watch }: FormWatch) => watch.state === "quiet";
