import { getTranslations } from "next-intl/server";
import { CalendarList } from "@/components/calendar/calendar-list";
import { CompanyCalendars } from "@/components/calendar/company-calendars";
import { SettingsHeader } from "@/components/settings/settings-header";
import { requirePermission } from "@/lib/auth/session";
import { calendarList } from "@/lib/calendar/queries";
import { companies } from "@/lib/settings/queries";

export async function generateMetadata() {
  return { title: (await getTranslations("calendar"))("title") };
}

export default async function CalendarsPage() {
  const ctx = await requirePermission("settings.manage");
  const [t, calendars, all] = await Promise.all([
    getTranslations("calendar"),
    calendarList(ctx),
    companies(ctx, { activeOnly: true }),
  ]);
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-8">
      <SettingsHeader title={t("title")} text={t("text")} />
      <CalendarList calendars={calendars} />
      <CompanyCalendars companies={all} calendars={calendars} />
    </div>
  );
}
