"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useWeekDraft } from "@/components/calendar/use-week-draft";
import { WeekEditor } from "@/components/calendar/week-editor";
import { weekInWords } from "@/components/calendar/week-words";
import { useRun } from "@/components/form/use-run";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { CheckboxLine } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import { Section } from "@/components/ui/section";
import { setHoursAction } from "@/lib/calendar/actions";
import { cityOf } from "@/lib/core/format";
import type { CalendarOption, PersonHours } from "@/lib/calendar/schema";
import type { Week } from "@/lib/calendar/working-time/schema";

type PersonHoursFormProps = { userId: string; hours: PersonHours; calendars: readonly CalendarOption[] };

/** When somebody works: as their company, by another calendar, or in hours of their own. */
export function PersonHoursForm({ userId, hours, calendars }: PersonHoursFormProps) {
  const t = useTranslations("calendar");
  const common = useTranslations("common");
  const locale = useLocale();
  const { run, pending } = useRun();
  const [calendarId, setCalendarId] = useState(hours.calendarId ?? "");
  const [isOwn, setOwn] = useState(hours.week !== null);
  const chosen = calendars.find(({ id }) => id === calendarId) ?? hours.usual;
  const week = useWeekDraft(hours.week ?? chosen.week);

  async function save() {
    const own = isOwn ? week.read() : null;
    if (own === undefined) return;
    const seen = { calendarId: hours.calendarId, week: asInput(hours.week) };
    const set = { calendarId: calendarId || null, week: asInput(own) };
    await run(() => setHoursAction({ userId, ...set, seen }), common("saved"));
  }

  return (
    <Section title={t("workingHours")} description={t("workingHoursText")}>
      <Card>
        <CardBody className="flex flex-col gap-4 pt-4">
          {calendars.length > 1 && (
            <Field label={t("calendar")} className="sm:w-1/2 sm:pr-2">
              <NativeSelect
                value={calendarId}
                disabled={!hours.editable}
                options={[
                  { value: "", label: t("asCompany", { name: hours.usual.name }) },
                  ...calendars.map(({ id, name }) => ({ value: id, label: name })),
                ]}
                onChange={({ target }) => {
                  setCalendarId(target.value);
                }}
              />
            </Field>
          )}
          {!isOwn && <p className="text-sm">{weekInWords(chosen.week, locale) || t("noHours")}</p>}
          {hours.editable && (
            <CheckboxLine
              label={t("ownHours")}
              hint={t("ownHoursHint", { city: cityOf(hours.timeZone) })}
              checked={isOwn}
              onCheckedChange={setOwn}
            />
          )}
          {isOwn && hours.editable && (
            <WeekEditor label={t("ownHours")} value={week.draft} problems={week.problems} onValueChange={week.set} />
          )}
          {isOwn && !hours.editable && (
            <p className="text-sm">{weekInWords(hours.week ?? [], locale) || t("noHours")}</p>
          )}
          {hours.editable && (
            <div className="flex justify-end">
              <Button pending={pending} onClick={() => void save()}>
                {common("save")}
              </Button>
            </div>
          )}
        </CardBody>
      </Card>
    </Section>
  );
}

function asInput(week: Week): [number, number][][];
function asInput(week: Week | null): [number, number][][] | null;
function asInput(week: Week | null): [number, number][][] | null {
  return week?.map((spans): [number, number][] => spans.map(([from, to]) => [from, to])) ?? null;
}
