"use client";

import { CircleAlert } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useOutcome } from "@/components/form/use-outcome";
import { Button } from "@/components/ui/button";
import { DateInput } from "@/components/ui/date-input";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Field, FieldGroup } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { formatDate } from "@/lib/core/format";
import { centsOf, typedAmount } from "@/lib/core/money";
import type { FieldErrors } from "@/lib/core/errors";
import type { Asked, ChangeAnswers } from "@/lib/leads/status/schema";

type StatusQuestionProps = {
  wanted: { label: string; asks: Asked };
  lead: { label: string; amountCents: number | null; currency: string };
  reasons: readonly { id: string; label: string; active: boolean }[];
  /** Moves the lead. Answers what was wrong with which field, or nothing where it is done with. */
  onAnswer: (answers: ChangeAnswers) => Promise<FieldErrors | null>;
  onClose: () => void;
};

/** What moving a lead to a status asks: why it was lost, until when it waits, how much was quoted. */
export function StatusQuestion({ wanted, lead, reasons, onAnswer, onClose }: StatusQuestionProps) {
  const t = useTranslations("leads.ask");
  const common = useTranslations("common");
  const outcome = useOutcome();
  const locale = useLocale();
  const { asks } = wanted;
  const [reason, setReason] = useState("");
  const [until, setUntil] = useState("");
  const [amount, setAmount] = useState(lead.amountCents === null ? "" : typedAmount(lead.amountCents, locale));
  const [errors, setErrors] = useState<FieldErrors>({});
  const [saving, setSaving] = useState(false);
  const said = (field: keyof ChangeAnswers) => {
    const key = errors[field];
    return key === undefined ? undefined : outcome.fieldText(key);
  };
  const note = (level: Asked[keyof Asked]) => (level === "optional" ? { note: common("optional") } : {});

  async function save(): Promise<void> {
    const cents = centsOf(amount);
    if (asks.amount && amount.trim() !== "" && cents === undefined) {
      setErrors({ amountCents: "notAmount" });
      return;
    }
    setSaving(true);
    const refused = await onAnswer({
      ...(asks.reason && reason !== "" && { lostReasonId: reason }),
      ...(asks.date && until !== "" && { holdUntil: until }),
      ...(asks.amount && cents !== undefined && { amountCents: cents }),
    });
    setSaving(false);
    if (refused) setErrors(refused);
    else onClose();
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <DialogContent
        size="sm"
        title={t("title", { status: wanted.label })}
        description={lead.label}
        closeLabel={common("close")}
        footer={
          <>
            <DialogClose render={<Button />}>{common("cancel")}</DialogClose>
            <Button type="submit" form="status-question" variant="primary" pending={saving}>
              {t("move")}
            </Button>
          </>
        }
      >
        <form
          id="status-question"
          noValidate
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          {asks.reason && (
            <FieldGroup legend={asks.reason === "optional" ? t("reasonOptional") : t("reason")}>
              <RadioGroup
                aria-label={t("reason")}
                value={reason}
                onValueChange={setReason}
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
                  value={until}
                  min={daysOn(0)}
                  autoFocus={!asks.reason}
                  onChange={({ target }) => {
                    setUntil(target.value);
                  }}
                />
              </Field>
              <div className="flex flex-wrap gap-1.5">
                {SOON.map(([key, days]) => (
                  <Button
                    key={key}
                    size="sm"
                    aria-pressed={until === daysOn(days)}
                    title={formatDate(`${daysOn(days)}T12:00:00Z`, { locale, timeZone: "UTC" })}
                    className="aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent-text"
                    onClick={() => {
                      setUntil(daysOn(days));
                    }}
                  >
                    {t(`soon.${key}`)}
                  </Button>
                ))}
              </div>
            </div>
          )}
          {asks.amount && (
            <Field
              label={t("amount", { currency: lead.currency })}
              error={said("amountCents")}
              hint={t("amountHint")}
              {...note(asks.amount)}
            >
              <Input
                value={amount}
                inputMode="decimal"
                autoComplete="off"
                autoFocus={!asks.reason && !asks.date}
                onChange={({ target }) => {
                  setAmount(target.value);
                }}
              />
            </Field>
          )}
        </form>
      </DialogContent>
    </Dialog>
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
