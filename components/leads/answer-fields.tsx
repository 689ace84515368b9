"use client";

import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { SoonDays } from "@/components/leads/soon-days";
import { DateInput } from "@/components/ui/date-input";
import { Field, FieldGroup } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
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
              min={dayHere()}
              autoFocus={!asks.reason}
              onChange={({ target }) => {
                onChange({ ...draft, until: target.value });
              }}
            />
          </Field>
          <SoonDays
            today={dayHere()}
            value={draft.until}
            onChoose={(until) => {
              onChange({ ...draft, until });
            }}
          />
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

/** Today, where the person is. */
function dayHere(): string {
  const day = new Date();
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
