"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { keep } from "@/components/form/kept";
import { useOutcome } from "@/components/form/use-outcome";
import { AnswerFields, answersIn } from "@/components/leads/answer-fields";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { amountFault, typedAmount } from "@/lib/core/money";
import type { AnswerDraft } from "@/components/leads/answer-fields";
import type { FieldErrors } from "@/lib/core/errors";
import type { Asked, ChangeAnswers } from "@/lib/leads/status/schema";

type StatusQuestionProps = {
  wanted: { label: string; asks: Asked };
  lead: { label: string; amountCents: number | null; currency: string };
  /** What was answered when it came there, where that is corrected and the lead stays. */
  correcting?: { lostReasonId: string | null; holdUntil: string | null };
  reasons: readonly { id: string; label: string; active: boolean }[];
  /** Under which the amount is kept while it is typed. */
  amountKey?: string;
  /** Moves the lead, or corrects. Answers what was wrong with which field, or nothing where it is done with. */
  onAnswer: (answers: ChangeAnswers) => Promise<FieldErrors | null>;
  onClose: (answered: boolean) => void;
  finalFocus?: () => HTMLElement | null;
};

/** What moving a lead to a status asks: why it was lost, until when it waits, how much was quoted. */
export function StatusQuestion({
  wanted,
  lead,
  correcting,
  reasons,
  amountKey,
  onAnswer,
  onClose,
  finalFocus,
}: StatusQuestionProps) {
  const t = useTranslations("leads.ask");
  const common = useTranslations("common");
  const outcome = useOutcome();
  const locale = useLocale();
  const { asks } = wanted;
  const amount = lead.amountCents === null ? "" : typedAmount(lead.amountCents, locale);
  const [draft, setDraft] = useState<AnswerDraft>({
    reason: correcting?.lostReasonId ?? "",
    until: correcting?.holdUntil ?? "",
    amount,
  });
  const [errors, setErrors] = useState<FieldErrors>({});
  const [saving, setSaving] = useState(false);
  const said = (field: keyof ChangeAnswers) => {
    const key = errors[field];
    return key === undefined ? undefined : outcome.fieldText(key);
  };

  function change(next: AnswerDraft) {
    setDraft(next);
    if (amountKey !== undefined) keep(amountKey, next.amount === amount ? "" : next.amount);
  }

  function close(answered: boolean) {
    if (amountKey !== undefined) keep(amountKey, "");
    onClose(answered);
  }

  async function save(): Promise<void> {
    const answers = answersIn(draft, asks);
    if (!answers) {
      setErrors({ amountCents: amountFault(draft.amount) });
      return;
    }
    setSaving(true);
    const refused = await onAnswer(answers);
    setSaving(false);
    if (refused) setErrors(refused);
    else close(true);
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) close(false);
      }}
    >
      <DialogContent
        size="sm"
        {...(finalFocus && { finalFocus })}
        title={correcting ? t("correct", { status: wanted.label }) : t("title", { status: wanted.label })}
        description={lead.label}
        closeLabel={common("close")}
        footer={
          <>
            <DialogClose render={<Button />}>{common("cancel")}</DialogClose>
            <Button type="submit" form="status-question" variant="primary" pending={saving}>
              {correcting ? common("save") : t("move")}
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
          <AnswerFields
            asks={asks}
            reasons={reasons}
            amountLabel={t("amount", { currency: lead.currency })}
            draft={draft}
            said={said}
            onChange={change}
          />
        </form>
      </DialogContent>
    </Dialog>
  );
}
