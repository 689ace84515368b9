"use client";

import { useTranslations } from "next-intl";
import { SoonDays } from "@/components/leads/soon-days";
import { DayDialog } from "@/components/tasks/day-dialog";
import { correctAnswersAction } from "@/lib/leads/actions";
import type { WaitingLead } from "@/lib/leads/tasks/schema";

type LaterDialogProps = { lead: WaitingLead; today: string; onClose: () => void };

const NAMES = ["holdUntil"];

/** Another day for a lead that waits. */
export function LaterDialog({ lead, today, onClose }: LaterDialogProps) {
  const t = useTranslations("tasks");
  const { id: leadId, statusId: seenStatusId, until } = lead;
  return (
    <DayDialog
      title={t("waiting.laterNamed", { lead: lead.title })}
      day={until}
      today={today}
      put={(day) => correctAnswersAction({ leadId, seenStatusId, set: { holdUntil: day }, seen: { holdUntil: until } })}
      offers={(day, choose) => <SoonDays today={today} value={day} onChoose={choose} />}
      names={NAMES}
      onClose={onClose}
    />
  );
}
