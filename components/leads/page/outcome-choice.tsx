"use client";

import { useTranslations } from "next-intl";
import { chosenClass } from "@/components/leads/page/chosen-class";
import { Button } from "@/components/ui/button";
import type { ContactChannel, ContactOutcome } from "@/lib/leads/schema";

export type Outcome = Exclude<ContactOutcome, "pending">;

/** What may have come of it: nobody leaves a message in a mail, and a mail just sent has no answer yet. */
export const OUTCOMES: Record<ContactChannel, readonly Outcome[]> = {
  call: ["reached", "no-answer", "left-message", "wrong-number"],
  whatsapp: ["no-answer", "reached", "wrong-number"],
  mail: ["no-answer", "reached", "wrong-number"],
  meeting: ["reached", "no-answer"],
};

type OutcomeChoiceProps = { channel: ContactChannel; value: Outcome | null; onChange: (outcome: Outcome) => void };

/** How a contact went, by one press. */
export function OutcomeChoice({ channel, value, onChange }: OutcomeChoiceProps) {
  const t = useTranslations("lead.contact");
  return (
    <div
      role="group"
      aria-label={t("question")}
      className="grid grid-cols-2 gap-1.5 sm:auto-cols-fr sm:grid-flow-col sm:grid-cols-none"
    >
      {OUTCOMES[channel].map((one) => (
        <Button
          key={one}
          aria-pressed={one === value}
          className={chosenClass}
          onClick={() => {
            onChange(one);
          }}
        >
          {t(`outcome.${channel}.${one}`)}
        </Button>
      ))}
    </div>
  );
}
