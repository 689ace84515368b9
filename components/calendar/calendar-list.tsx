"use client";

import { CalendarClock, Plus } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Link } from "@/components/ui/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { AskDialog } from "@/components/calendar/holiday-dialogs";
import { weekInWords } from "@/components/calendar/week-words";
import { SelectField, TextField } from "@/components/form/fields";
import { useActionForm } from "@/components/form/use-action-form";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Section } from "@/components/ui/section";
import { addCalendarAction } from "@/lib/calendar/actions";
import type { CalendarView } from "@/lib/calendar/schema";

/** Every calendar, with its hours and who works by it. */
export function CalendarList({ calendars }: { calendars: readonly CalendarView[] }) {
  const t = useTranslations("calendar");
  const [adding, setAdding] = useState(false);
  return (
    <Section
      title={t("calendars")}
      description={t("calendarsText")}
      actions={
        <Button
          size="sm"
          onClick={() => {
            setAdding(true);
          }}
        >
          <Plus aria-hidden />
          {t("newCalendar")}
        </Button>
      }
    >
      <Card>
        <ul className="divide-y">
          {calendars.map((calendar) => (
            <CalendarRow key={calendar.id} calendar={calendar} />
          ))}
        </ul>
      </Card>
      {adding && (
        <NewCalendarDialog
          calendars={calendars}
          onClose={() => {
            setAdding(false);
          }}
        />
      )}
    </Section>
  );
}

function CalendarRow({ calendar }: { calendar: CalendarView }) {
  const t = useTranslations("calendar");
  const locale = useLocale();
  const { name, isDefault, week, holidays, companies, people } = calendar;
  const users = [
    ...companies.map((company) => company.name),
    ...(people > 0 ? [t("people", { count: people })] : []),
  ].join(", ");
  return (
    <li>
      <Link
        href={`/settings/calendars/${calendar.id}`}
        className="flex items-start gap-3 px-4 py-3 hover:bg-hover focus-visible:outline-offset-[-2px]"
      >
        <CalendarClock aria-hidden className="mt-0.5 size-4.5 shrink-0 text-muted-foreground" strokeWidth={1.75} />
        <span className="min-w-0 flex-1">
          <span className="flex flex-wrap items-center gap-2 font-medium">
            <span className="wrap-anywhere">{name}</span>
            {isDefault && <Badge variant="accent">{t("organisation")}</Badge>}
          </span>
          <span className="block text-xs text-muted-foreground">
            {weekInWords(week, locale) || t("noHours")} · {t("holidayCount", { count: holidays.length })}
          </span>
          {users !== "" && <span className="block text-xs text-muted-foreground">{t("usedBy", { users })}</span>}
        </span>
      </Link>
    </li>
  );
}

function NewCalendarDialog({ calendars, onClose }: { calendars: readonly CalendarView[]; onClose: () => void }) {
  const t = useTranslations("calendar");
  const router = useRouter();
  const { form, failure, pending, onSubmit } = useActionForm({
    defaultValues: { name: "", copyOf: calendars[0]?.id ?? "" },
    submit: (typed: { name: string; copyOf: string }) => addCalendarAction(typed),
    onDone: ({ id }) => {
      router.push(`/settings/calendars/${id}`);
    },
  });
  return (
    <AskDialog title={t("newCalendar")} form="calendar" pending={pending} onClose={onClose}>
      <form id="calendar" noValidate onSubmit={(event) => void onSubmit(event)} className="flex flex-col gap-4">
        {failure !== undefined && <Alert variant="danger">{failure}</Alert>}
        <TextField control={form.control} name="name" label={t("name")} required autoComplete="off" autoFocus />
        <SelectField
          control={form.control}
          name="copyOf"
          label={t("copyOf")}
          required
          options={calendars.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </form>
    </AskDialog>
  );
}
