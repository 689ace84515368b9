"use client";

import { useTranslations } from "next-intl";
import { useWeekDraft } from "@/components/calendar/use-week-draft";
import { WeekEditor } from "@/components/calendar/week-editor";
import { TextField } from "@/components/form/fields";
import { TimeZoneField } from "@/components/form/time-zone-field";
import { useEditForm } from "@/components/form/use-edit-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { Section } from "@/components/ui/section";
import { updateCalendarAction } from "@/lib/calendar/actions";
import { cityOf } from "@/lib/core/format";
import type { CalendarView } from "@/lib/calendar/schema";
import type { Week } from "@/lib/calendar/working-time/schema";

type CalendarFormProps = {
  calendar: Pick<CalendarView, "id" | "name" | "timeZone" | "week">;
  /** The organisation's, which counts where the calendar has none. */
  usualZone: string;
};

/** A calendar's name, zone and hours. */
export function CalendarForm({ calendar, usualZone }: CalendarFormProps) {
  const t = useTranslations("calendar");
  const common = useTranslations("common");
  const week = useWeekDraft(calendar.week);
  const { form, failure, pending, onSubmit } = useEditForm({
    // The hours as one text, so that they are compared by what they say.
    values: { name: calendar.name, timeZone: calendar.timeZone, week: JSON.stringify(calendar.week) },
    update: ({ set: { week: hours, ...words }, seen }) =>
      updateCalendarAction({
        calendarId: calendar.id,
        set: { ...words, ...(hours !== undefined && { week: asInput(JSON.parse(hours) as Week) }) },
        seen: { ...seen, ...("week" in seen && { week: JSON.parse(String(seen["week"])) as Week }) },
      }),
  });
  const city = cityOf(usualZone);
  return (
    <Section title={t("hours")} description={t("hoursText")}>
      <Card>
        <CardBody className="pt-4">
          <form
            method="post"
            noValidate
            className="flex flex-col gap-4"
            onSubmit={(event) => {
              event.preventDefault();
              const read = week.read();
              if (!read) return;
              form.setValue("week", JSON.stringify(read));
              void onSubmit(event);
            }}
          >
            {failure !== undefined && <Alert variant="danger">{failure}</Alert>}
            <div className="grid gap-4 sm:grid-cols-2">
              <TextField control={form.control} name="name" label={t("name")} required autoComplete="off" />
              <TimeZoneField
                control={form.control}
                name="timeZone"
                label={t("timeZone")}
                current={calendar.timeZone}
                none={t("usualZone", { city })}
              />
            </div>
            <WeekEditor label={t("hours")} value={week.draft} problems={week.problems} onValueChange={week.set} />
            <div className="flex items-center justify-between gap-4">
              <p className="text-xs text-muted-foreground">{t("midnightHint")}</p>
              <Button type="submit" variant="primary" pending={pending}>
                {common("save")}
              </Button>
            </div>
          </form>
        </CardBody>
      </Card>
    </Section>
  );
}

function asInput(week: Week): [number, number][][] {
  return week.map((spans) => spans.map(([from, to]) => [from, to]));
}
