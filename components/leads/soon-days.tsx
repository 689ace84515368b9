"use client";

import { useLocale, useTranslations } from "next-intl";
import { addDays } from "@/components/tasks/postponed";
import { Button } from "@/components/ui/button";
import { formatDate } from "@/lib/core/format";

const SOON = [
  ["tomorrow", 1],
  ["week", 7],
  ["fortnight", 14],
  ["month", 30],
] as const;

type SoonDaysProps = { today: string; value: string; onChoose: (day: string) => void };

/** The days that a lead is mostly put off to, in one press. */
export function SoonDays({ today, value, onChoose }: SoonDaysProps) {
  const t = useTranslations("leads.ask.soon");
  const locale = useLocale();
  return (
    <div className="flex flex-wrap gap-1.5">
      {SOON.map(([key, days]) => {
        const day = addDays(today, days);
        return (
          <Button
            key={key}
            size="sm"
            aria-pressed={value === day}
            title={formatDate(`${day}T12:00:00Z`, { locale, timeZone: "UTC" })}
            className="aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent-text"
            onClick={() => {
              onChoose(day);
            }}
          >
            {t(key)}
          </Button>
        );
      })}
    </div>
  );
}
