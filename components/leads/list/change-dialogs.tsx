"use client";

import { ChangeConflict } from "@/components/leads/change-conflict";
import { StatusQuestion } from "@/components/leads/status-question";
import type { useLeadChange } from "@/components/leads/list/use-lead-change";
import type { ListChoices } from "@/lib/leads/list/schema";

type ChangeDialogsProps = { changing: ReturnType<typeof useLeadChange>; reasons: ListChoices["reasons"] };

/** What a change has to ask, and what there is to say where somebody was first. */
export function ChangeDialogs({ changing, reasons }: ChangeDialogsProps) {
  const { question, setQuestion, overtaken, setOvertaken, sendStatus } = changing;
  return (
    <>
      {question && (
        <StatusQuestion
          wanted={question.wanted}
          lead={{ label: question.row.label, amountCents: question.row.amountCents, currency: question.row.currency }}
          reasons={reasons}
          onAnswer={(answers) => sendStatus(question.row, question.wanted, answers)}
          onClose={() => {
            setQuestion(null);
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
