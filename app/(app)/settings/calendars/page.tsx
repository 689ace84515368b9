import { getTranslations } from "next-intl/server";
import { CalendarList } from "@/components/calendar/calendar-list";
import { CompanyCalendars } from "@/components/calendar/company-calendars";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { PageHeader } from "@/components/ui/page-header";
import { requirePermission } from "@/lib/auth/session";
import { calendarList } from "@/lib/calendar/queries";
import { companies } from "@/lib/settings/queries";

export async function generateMetadata() {
  return { title: (await getTranslations("calendar"))("title") };
}

export default async function CalendarsPage() {
  const ctx = await requirePermission("settings.manage");
  const [t, settings, calendars, all] = await Promise.all([
    getTranslations("calendar"),
    getTranslations("settings"),
    calendarList(ctx),
    companies(ctx, { activeOnly: true }),
  ]);
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-8">
      <PageHeader
        title={t("title")}
        description={t("text")}
        breadcrumb={
          <Breadcrumb
            label={settings("title")}
            crumbs={[{ label: settings("title"), href: "/settings" }, { label: t("title") }]}
          />
        }
      />
      <CalendarList calendars={calendars} />
      <CompanyCalendars companies={all} calendars={calendars} />
    </div>
  );
}
