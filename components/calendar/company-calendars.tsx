"use client";

import { useTranslations } from "next-intl";
import { useRun } from "@/components/form/use-run";
import { Card, CardBody } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import { Section } from "@/components/ui/section";
import { giveCalendarAction } from "@/lib/calendar/actions";
import type { CalendarView } from "@/lib/calendar/schema";

type CompanyCalendarsProps = {
  companies: readonly { id: string; name: string }[];
  calendars: readonly CalendarView[];
};

/** By which calendar each company works. Takes effect at once. */
export function CompanyCalendars({ companies, calendars }: CompanyCalendarsProps) {
  const t = useTranslations("calendar");
  const { run, pending } = useRun();
  if (calendars.length < 2) return null;
  const usual = calendars.find(({ isDefault }) => isDefault);
  return (
    <Section title={t("companies")} description={t("companiesText")}>
      <Card>
        <CardBody className="grid gap-4 pt-4 sm:grid-cols-2">
          {companies.map((company) => {
            const given = calendars.find((calendar) => calendar.companies.some(({ id }) => id === company.id));
            return (
              <Field key={company.id} label={company.name}>
                <NativeSelect
                  value={given?.id ?? ""}
                  disabled={pending}
                  options={[
                    { value: "", label: t("asOrganisation", { name: usual?.name ?? "" }) },
                    ...calendars
                      .filter(({ isDefault }) => !isDefault)
                      .map(({ id, name }) => ({ value: id, label: name })),
                  ]}
                  onChange={({ target }) => {
                    const calendarId = target.value || null;
                    const seen = { companyId: company.id, seenCalendarId: given?.id ?? null };
                    void run(() => giveCalendarAction({ ...seen, calendarId }), t("given", { name: company.name }));
                  }}
                />
              </Field>
            );
          })}
        </CardBody>
      </Card>
    </Section>
  );
}
