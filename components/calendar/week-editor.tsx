"use client";

import { Copy, Plus, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { dayNames } from "@/components/calendar/week-words";
import { nextSpan } from "@/components/calendar/week-draft";
import { useOutcome } from "@/components/form/use-outcome";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import type { DraftSpan, DraftWeek } from "@/components/calendar/week-draft";

const MOST_SPANS = 6;
const WORKDAYS = 5;

type WeekEditorProps = {
  label: string;
  value: DraftWeek;
  onValueChange: (week: DraftWeek) => void;
  problems: Readonly<Record<number, string>>;
};

/** A week's hours, day by day: as many spans as a day has. */
export function WeekEditor({ label, value, onValueChange, problems }: WeekEditorProps) {
  const t = useTranslations("calendar");
  const locale = useLocale();
  const names = dayNames(locale, "long");
  const setDay = (day: number, spans: DraftSpan[]) => {
    onValueChange(value.map((present, index) => (index === day ? spans : present)));
  };
  const [monday = []] = value;
  return (
    <div role="group" aria-label={label} className="divide-y rounded-md border">
      {value.map((spans, day) => (
        <DayRow
          key={names[day]}
          name={names[day] ?? ""}
          spans={spans}
          problem={problems[day]}
          onSpans={(next) => {
            setDay(day, next);
          }}
        />
      ))}
      <div className="flex px-3 py-2">
        <Button
          size="sm"
          variant="ghost"
          onClick={() => {
            onValueChange(value.map((spans, day) => (day < WORKDAYS ? monday.map((span) => ({ ...span })) : spans)));
          }}
        >
          <Copy aria-hidden />
          {t("copyMonday")}
        </Button>
      </div>
    </div>
  );
}

type DayRowProps = {
  name: string;
  spans: DraftSpan[];
  problem: string | undefined;
  onSpans: (spans: DraftSpan[]) => void;
};

function DayRow({ name, spans, problem, onSpans }: DayRowProps) {
  const t = useTranslations("calendar");
  const outcome = useOutcome();
  const set = (index: number, part: Partial<DraftSpan>) => {
    onSpans(spans.map((span, at) => (at === index ? { ...span, ...part } : span)));
  };
  return (
    <div
      role="group"
      aria-label={name}
      className="grid grid-cols-[1fr_auto] items-start gap-x-2 gap-y-1 px-3 py-2 sm:grid-cols-[7rem_1fr_auto]"
    >
      <p className="py-1.5 text-sm font-medium first-letter:uppercase pointer-coarse:py-2.5">{name}</p>
      <div className="order-last col-span-2 flex flex-col gap-1.5 sm:order-none sm:col-span-1">
        {spans.length === 0 && <p className="py-1.5 text-sm text-muted-foreground">{t("dayOff")}</p>}
        {spans.map((span, index) => (
          // Spans have nothing else to be told apart by, and are only added at the end.
          <div key={index} className="flex items-center gap-1.5">
            <Clock
              label={t("spanFrom", { day: name, number: index + 1 })}
              value={span.from}
              invalid={problem !== undefined}
              onValue={(from) => {
                set(index, { from });
              }}
            />
            <span aria-hidden className="text-muted-foreground">
              –
            </span>
            <Clock
              label={t("spanTo", { day: name, number: index + 1 })}
              value={span.to}
              invalid={problem !== undefined}
              onValue={(to) => {
                set(index, { to });
              }}
            />
            <IconButton
              label={t("removeSpan", { day: name, number: index + 1 })}
              size="sm"
              onClick={() => {
                onSpans(spans.filter((_, at) => at !== index));
              }}
            >
              <X aria-hidden />
            </IconButton>
          </div>
        ))}
        {problem !== undefined && (
          <p role="alert" className="text-xs text-danger">
            {outcome.fieldText(problem)}
          </p>
        )}
      </div>
      <IconButton
        label={t("addSpan", { day: name })}
        size="sm"
        disabled={spans.length >= MOST_SPANS}
        onClick={() => {
          onSpans([...spans, nextSpan(spans)]);
        }}
      >
        <Plus aria-hidden />
      </IconButton>
    </div>
  );
}

type ClockProps = { label: string; value: string; invalid: boolean; onValue: (clock: string) => void };

function Clock({ label, value, invalid, onValue }: ClockProps) {
  return (
    <Input
      type="time"
      aria-label={label}
      aria-invalid={invalid}
      value={value}
      className="w-28 tabular-nums"
      onChange={(event) => {
        onValue(event.currentTarget.value);
      }}
    />
  );
}
