"use client";

import { useTranslations } from "next-intl";
import { notify } from "@/components/ui/notify";
import { useOfferAgain } from "@/components/form/use-offer-again";
import { lost, useOutcome } from "@/components/form/use-outcome";
import { logContactAction, takeBackContactAction } from "@/lib/leads/actions";
import type { LeadRow } from "@/lib/leads/list/schema";
import type { ContactChannel } from "@/lib/leads/schema";

type Contacted = Pick<LeadRow, "id" | "label" | "firstResponseAt" | "can">;
type Patch = (id: string, change: Partial<LeadRow>) => void;

/** Logs on a row that its person was contacted; the row shows it at once, and a slip is taken back. */
export function useContactLog(patch: Patch) {
  const t = useTranslations("leads");
  const outcome = useOutcome();
  const offerAgain = useOfferAgain();

  async function takeBack({ id, label }: Contacted, attemptId: string): Promise<void> {
    const result = await takeBackContactAction({ leadId: id, attemptId }).catch(lost);
    if (result.ok) {
      patch(id, { firstResponseAt: result.data.firstResponseAt });
      notify.success(t("contactTakenBack", { lead: label }));
    } else notify.error(t("contactNotTakenBack", { lead: label, why: outcome.text(result) }));
  }

  return async function log(row: Contacted, channel: ContactChannel): Promise<void> {
    if (!row.can.contact) return;
    const before = row.firstResponseAt;
    patch(row.id, { firstResponseAt: before ?? new Date().toISOString() });
    const result = await logContactAction({ leadId: row.id, channel }).catch(lost);
    if (result.ok) {
      const { attemptId } = result.data;
      notify.success(t("contactLogged", { channel: t(`channels.${channel}`), lead: row.label }), {
        action: { label: t("undo"), run: () => void takeBack(row, attemptId) },
      });
      return;
    }
    patch(row.id, { firstResponseAt: before });
    const words = t("contactNotLogged", { lead: row.label });
    if (result.code === "UNANSWERED") offerAgain(words, () => void log(row, channel));
    else notify.error(words);
  };
}
