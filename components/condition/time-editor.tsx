"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { NumberInput } from "@/components/condition/number-input";
import { dateValueOf, NAMED_TIMES, timeOf, timeOfKind } from "@/components/condition/time";
import type { Time } from "@/components/condition/time";
import { DateInput } from "@/components/ui/date-input";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { RELATIVE_UNITS } from "@/lib/core/condition/operators";
import type { DateValue } from "@/lib/core/condition/schema";

type TimeEditorProps = { label: string; value: DateValue | undefined; onValueChange: (value: DateValue) => void };

const KINDS = ["date", ...NAMED_TIMES, "last", "ago", "ahead", "stretch"] as const;
const NO_DATE: Time = { kind: "date", text: "" };

/** A date, or a time seen from now said in words: "today", "the last 7 days", "48 hours ago". */
export function TimeEditor({ label, value, onValueChange }: TimeEditorProps) {
  const t = useTranslations("condition");
  // "1 day ago" and "yesterday" are one value: the words somebody chose stay while they mean what is set.
  const [said, setSaid] = useState<Time>(NO_DATE);
  const read = value === undefined ? NO_DATE : timeOf(value);
  const time = JSON.stringify(dateValueOf(said)) === JSON.stringify(dateValueOf(read)) ? said : read;
  const kinds = time.kind === "moment" ? (["moment", ...KINDS] as const) : KINDS;
  const say = (next: Time) => {
    setSaid(next);
    onValueChange(dateValueOf(next));
  };
  return (
    <div role="group" aria-label={label} className="flex min-w-0 flex-wrap gap-2">
      <Select
        aria-label={t("when")}
        className="w-auto min-w-28 flex-1"
        options={kinds.map((kind) => ({ value: kind, label: t(`times.${kind}`) }))}
        value={time.kind}
        onValueChange={(kind) => {
          say(timeOfKind(kind, time));
        }}
      />
      {time.kind === "date" && (
        <DateInput
          aria-label={t("date")}
          className="w-auto min-w-32 flex-1"
          value={time.text}
          onChange={(event) => {
            say({ kind: "date", text: event.target.value });
          }}
        />
      )}
      {time.kind === "moment" && (
        <Input
          aria-label={t("moment")}
          className="w-auto min-w-32 flex-1"
          value={time.text}
          onChange={(event) => {
            say({ kind: "moment", text: event.target.value });
          }}
        />
      )}
      {time.kind === "stretch" && (
        <NumberInput
          label={t("offset")}
          className="w-18"
          least={-1_000_000}
          value={time.offset}
          onValueChange={(offset) => {
            say({ ...time, offset });
          }}
        />
      )}
      {"count" in time && (
        <div className="flex gap-2">
          <NumberInput
            label={t("count")}
            className="w-18"
            least={1}
            value={time.count}
            onValueChange={(count) => {
              say({ ...time, count });
            }}
          />
          <Select
            aria-label={t("unit")}
            className="w-auto min-w-22"
            options={RELATIVE_UNITS.map((unit) => ({ value: unit, label: t(`units.${unit}`) }))}
            value={time.unit}
            onValueChange={(unit) => {
              say({ ...time, unit });
            }}
          />
        </div>
      )}
    </div>
  );
}
