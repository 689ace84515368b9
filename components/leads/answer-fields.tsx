"use client";

import { CircleAlert } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { DateInput } from "@/components/ui/date-input";
import { Field, FieldGroup } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { formatDate } from "@/lib/core/format";
import { centsOf } from "@/lib/core/money";
import type { Asked, ChangeAnswers } from "@/lib/leads/status/schema";

/** As it is typed; empty is not said. */
export type AnswerDraft = { reason: string; until: string; amount: string };

/** What is typed as it is sent; null where the amount can't be read. */
export function answersIn({ reason, until, amount }: AnswerDraft, asks: Asked): ChangeAnswers | null {
  const cents = centsOf(amount);
  if (asks.amount && amount.trim() !== "" && cents === undefined) return null;
  return {
    ...(asks.reason && reason !== "" && { lostReasonId: reason }),
    ...(asks.date && until !== "" && { holdUntil: until }),
    ...(asks.amount && cents !== undefined && { amountCents: cents }),
  };
}

type AnswerFieldsProps = {
  asks: Asked;
  reasons: readonly { id: string; label: string; active: boolean }[];
  amountLabel: string;
  draft: AnswerDraft;
  /** What is wrong with an answer. */
  said: (field: keyof ChangeAnswers) => string | undefined;
  onChange: (draft: AnswerDraft) => void;
};

/** What a status asks: why it was lost, until when it waits, how much was quoted. */
export function AnswerFields({ asks, reasons, amountLabel, draft, said, onChange }: AnswerFieldsProps) {
  const t = useTranslations("leads.ask");
  const common = useTranslations("common");
  const locale = useLocale();
  const note = (level: Asked[keyof Asked]) => (level === "optional" ? { note: common("optional") } : {});
  return (
    <>
      {asks.reason && (
        <FieldGroup legend={asks.reason === "optional" ? t("reasonOptional") : t("reason")}>
          <RadioGroup
            aria-label={t("reason")}
            value={draft.reason}
            onValueChange={(reason) => {
              onChange({ ...draft, reason });
            }}
            className="gap-2"
            options={reasons.filter(({ active }) => active).map(({ id, label }) => ({ value: id, label }))}
          />
          <Complaint>{said("lostReasonId")}</Complaint>
        </FieldGroup>
      )}
      {asks.date && (
        <div className="flex flex-col gap-2">
          <Field label={t("until")} error={said("holdUntil")} {...note(asks.date)}>
            <DateInput
              value={draft.until}
              min={daysOn(0)}
              autoFocus={!asks.reason}
              onChange={({ target }) => {
                onChange({ ...draft, until: target.value });
              }}
            />
          </Field>
          <div className="flex flex-wrap gap-1.5">
            {SOON.map(([key, days]) => (
              <Button
                key={key}
                size="sm"
                aria-pressed={draft.until === daysOn(days)}
                title={formatDate(`${daysOn(days)}T12:00:00Z`, { locale, timeZone: "UTC" })}
                className="aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent-text"
                onClick={() => {
                  onChange({ ...draft, until: daysOn(days) });
                }}
              >
                {t(`soon.${key}`)}
              </Button>
            ))}
          </div>
        </div>
      )}
      {asks.amount && (
        <Field label={amountLabel} error={said("amountCents")} hint={t("amountHint")} {...note(asks.amount)}>
          <Input
            value={draft.amount}
            inputMode="decimal"
            autoComplete="off"
            autoFocus={!asks.reason && !asks.date}
            onChange={({ target }) => {
              onChange({ ...draft, amount: target.value });
            }}
          />
        </Field>
      )}
    </>
  );
}

const SOON = [
  ["tomorrow", 1],
  ["week", 7],
  ["fortnight", 14],
  ["month", 30],
] as const;

/** The day in so many days, where the person is. */
function daysOn(days: number): string {
  const day = new Date();
  day.setDate(day.getDate() + days);
  return `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, "0")}-${String(day.getDate()).padStart(2, "0")}`;
}

function Complaint({ children }: { children: string | undefined }) {
  return (
    <p role="alert" className="flex items-start gap-1.5 text-xs text-danger empty:hidden">
      {children !== undefined && (
        <>
          <CircleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
          {children}
        </>
      )}
    </p>
  );
}
