"use client";

import { ChangeConflict } from "@/components/leads/change-conflict";
import { StatusQuestion } from "@/components/leads/status-question";
import type { useLeadChange } from "@/components/leads/list/use-lead-change";
import type { LeadRow, ListChoices } from "@/lib/leads/list/schema";

type ChangeDialogsProps = {
  changing: ReturnType<typeof useLeadChange>;
  reasons: ListChoices["reasons"];
  /** What was asked wasn't answered: the lead doesn't move. */
  onStays?: (row: LeadRow) => void;
  /** What gets the focus once it is answered. */
  finalFocus?: () => HTMLElement | null;
};

/** What a change has to ask, and what there is to say where somebody was first. */
export function ChangeDialogs({ changing, reasons, onStays, finalFocus }: ChangeDialogsProps) {
  const { question, setQuestion, overtaken, setOvertaken, sendStatus } = changing;
  return (
    <>
      {question && (
        <StatusQuestion
          wanted={question.wanted}
          lead={{ label: question.row.label, amountCents: question.row.amountCents, currency: question.row.currency }}
          reasons={reasons}
          {...(finalFocus && { finalFocus })}
          onAnswer={(answers) => sendStatus(question.row, question.wanted, answers)}
          onClose={(answered) => {
            setQuestion(null);
            if (!answered) onStays?.(question.row);
          }}
        />
      )}
      {overtaken && (
        <ChangeConflict
          overtaken={overtaken}
          onClose={() => {
            setOvertaken(null);
          }}
        />
      )}
    </>
  );
}
