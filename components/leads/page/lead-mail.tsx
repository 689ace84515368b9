"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { lost } from "@/components/form/use-outcome";
import { useRefresh } from "@/components/live/use-refresh";
import { useDesk } from "@/components/leads/page/lead-desk";
import { useOutcomeWords } from "@/components/leads/page/outcome-words";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/notify";
import { keepEmailAction, updateLeadAction } from "@/lib/leads/actions";
import type { ActionResult } from "@/lib/core/define-action";

/** The mail, and under it what was probably meant where its domain is a slip; nothing changes by itself. */
export function LeadMail() {
  const t = useTranslations("lead.facts");
  const { lead } = useDesk();
  const refresh = useRefresh();
  const words = useOutcomeWords();
  const [pending, setPending] = useState(false);
  const { id: leadId, email, emailSuggestion } = lead;

  async function act(action: () => Promise<ActionResult<unknown>>) {
    setPending(true);
    const result = await action().catch(lost);
    setPending(false);
    if (!result.ok) notify.error(words(result));
    refresh();
  }

  return (
    <>
      {email}
      {emailSuggestion !== null && lead.can.update && (
        <span className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-xs print:hidden">
          <span className="text-warning wrap-anywhere">{t("mailMeant", { email: emailSuggestion })}</span>
          <Button
            size="sm"
            pending={pending}
            onClick={() =>
              void act(() => updateLeadAction({ leadId, set: { email: emailSuggestion }, seen: { email } }))
            }
          >
            {t("mailTake")}
          </Button>
          <Button
            size="sm"
            variant="ghost"
            pending={pending}
            onClick={() => void act(() => keepEmailAction({ leadId, email }))}
          >
            {t("mailKeep")}
          </Button>
        </span>
      )}
    </>
  );
}
