import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { CalendarForm } from "@/components/calendar/calendar-form";
import { HolidayList } from "@/components/calendar/holiday-list";
import { RemoveCalendar } from "@/components/calendar/remove-calendar";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { PageHeader } from "@/components/ui/page-header";
import { requirePermission } from "@/lib/auth/session";
import { calendarList } from "@/lib/calendar/queries";
import { organisation } from "@/lib/settings/queries";

type Props = { params: Promise<{ calendarId: string }> };

/** Once per request, for the title and the page alike. */
const loadCalendar = cache(async (asked: string) => {
  const ctx = await requirePermission("settings.manage");
  const calendar = (await calendarList(ctx)).find(({ id }) => id === asked);
  if (!calendar) notFound();
  return calendar;
});

export async function generateMetadata({ params }: Props) {
  return { title: (await loadCalendar((await params).calendarId)).name };
}

export default async function CalendarPage({ params }: Props) {
  const calendar = await loadCalendar((await params).calendarId);
  const [t, settings, { timeZone }] = await Promise.all([
    getTranslations("calendar"),
    getTranslations("settings"),
    organisation(),
  ]);
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-8">
      <PageHeader
        title={calendar.name}
        description={calendar.isDefault ? t("defaultText") : undefined}
        breadcrumb={
          <Breadcrumb
            label={settings("title")}
            crumbs={[
              { label: settings("title"), href: "/settings" },
              { label: t("title"), href: "/settings/calendars" },
              { label: calendar.name },
            ]}
          />
        }
        actions={!calendar.isDefault && <RemoveCalendar calendar={{ id: calendar.id, name: calendar.name }} />}
      />
      <CalendarForm calendar={calendar} usualZone={timeZone} />
      <HolidayList calendarId={calendar.id} holidays={calendar.holidays} thisYear={new Date().getFullYear()} />
    </div>
  );
}
