"use client";

import { CalendarDays, Plus, Upload, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { HolidayDialog, NationalHolidaysDialog } from "@/components/calendar/holiday-dialogs";
import { useRun } from "@/components/form/use-run";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { IconButton } from "@/components/ui/icon-button";
import { notify } from "@/components/ui/notify";
import { Section } from "@/components/ui/section";
import { importHolidaysAction, removeHolidayAction } from "@/lib/calendar/actions";
import { formatDate, formatDay } from "@/lib/core/format";
import type { HolidayView } from "@/lib/calendar/schema";

const LARGEST_FILE = 400_000;

type HolidayListProps = { calendarId: string; holidays: readonly HolidayView[]; thisYear: number };

/** A calendar's holidays: those of every year, then those of one. */
export function HolidayList({ calendarId, holidays, thisYear }: HolidayListProps) {
  const t = useTranslations("calendar");
  const [asking, setAsking] = useState<"one" | "national">();
  const close = () => {
    setAsking(undefined);
  };
  const yearly = holidays.filter((holiday) => holiday.yearly);
  const dated = holidays.filter((holiday) => !holiday.yearly);
  const years = [...new Set(dated.map(({ day }) => day.slice(0, 4)))].sort();
  return (
    <Section
      title={t("holidays")}
      description={t("holidaysText")}
      actions={
        <div className="flex flex-wrap gap-2">
          <Button
            size="sm"
            onClick={() => {
              setAsking("national");
            }}
          >
            <CalendarDays aria-hidden />
            {t("argentina")}
          </Button>
          <ImportButton calendarId={calendarId} />
          <Button
            size="sm"
            onClick={() => {
              setAsking("one");
            }}
          >
            <Plus aria-hidden />
            {t("addHoliday")}
          </Button>
        </div>
      }
    >
      <Card>
        {holidays.length === 0 ? (
          <EmptyState icon={<CalendarDays />} title={t("noHolidays")} description={t("noHolidaysText")} />
        ) : (
          <>
            <HolidayGroup title={t("everyYear")} calendarId={calendarId} holidays={yearly} />
            {years.map((year) => (
              <HolidayGroup
                key={year}
                title={year}
                calendarId={calendarId}
                holidays={dated.filter(({ day }) => day.startsWith(year))}
              />
            ))}
          </>
        )}
      </Card>
      {asking === "one" && <HolidayDialog calendarId={calendarId} onClose={close} />}
      {asking === "national" && <NationalHolidaysDialog calendarId={calendarId} thisYear={thisYear} onClose={close} />}
    </Section>
  );
}

type HolidayGroupProps = { title: string; calendarId: string; holidays: readonly HolidayView[] };

function HolidayGroup({ title, calendarId, holidays }: HolidayGroupProps) {
  const t = useTranslations("calendar");
  const to = { locale: useLocale(), timeZone: "UTC" };
  const { run, pending } = useRun();
  if (holidays.length === 0) return null;
  return (
    <section aria-label={title} className="border-t first:border-t-0">
      <h3 className="px-4 pt-3 pb-1 text-xs font-medium text-muted-foreground">{title}</h3>
      <ul className="pb-1.5">
        {holidays.map(({ id, day, yearly, name }) => (
          <li key={id} className="flex items-center gap-3 py-0.5 pr-3 pl-4">
            <span className="w-24 shrink-0 text-sm text-muted-foreground tabular-nums">
              {yearly ? formatDay(`${day}T00:00Z`, to) : formatDate(`${day}T00:00Z`, to)}
            </span>
            <span className="min-w-0 flex-1 text-sm wrap-anywhere">{name}</span>
            <IconButton
              label={t("removeHoliday", { name })}
              size="sm"
              disabled={pending}
              onClick={() => {
                void run(() => removeHolidayAction({ calendarId, holidayId: id }), t("holidayRemoved", { name }));
              }}
            >
              <X aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Days out of a calendar file, as many programs and sites give it. */
function ImportButton({ calendarId }: { calendarId: string }) {
  const t = useTranslations("calendar");
  const { run, pending } = useRun();
  const input = useRef<HTMLInputElement>(null);

  async function take(file: File) {
    if (file.size > LARGEST_FILE) {
      notify.error(t("fileTooLarge"));
      return;
    }
    const text = await file.text();
    const result = await run(() => importHolidaysAction({ calendarId, text }));
    if (result) notify.success(t("imported", result));
  }

  return (
    <>
      <Button
        size="sm"
        pending={pending}
        onClick={() => {
          input.current?.click();
        }}
      >
        <Upload aria-hidden />
        {t("importFile")}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".ics,text/calendar"
        aria-label={t("importFile")}
        className="hidden"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = "";
          if (file) void take(file);
        }}
      />
    </>
  );
}
