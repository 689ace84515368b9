"use client";

import { useTranslations } from "next-intl";
import { lost } from "@/components/form/use-outcome";
import { useRefresh } from "@/components/live/use-refresh";
import { useOutcomeWords } from "@/components/leads/page/outcome-words";
import { notify } from "@/components/ui/notify";
import { logContactAction } from "@/lib/leads/actions";
import type { LeadView } from "@/lib/leads/page/schema";
import type { ContactChannel } from "@/lib/leads/schema";

/** Logs an attempt whose outcome is asked for later; what went wrong can be tried again. */
export function useLogContact({ id: leadId }: Pick<LeadView, "id">) {
  const t = useTranslations("lead.contact");
  const common = useTranslations("common");
  const words = useOutcomeWords();
  const refresh = useRefresh();

  return async function log(channel: ContactChannel): Promise<void> {
    const result = await logContactAction({ leadId, channel }).catch(lost);
    if (!result.ok) {
      const retry = { label: common("retry"), run: () => void log(channel) };
      notify.error(t("notLogged"), { action: retry, description: words(result) });
    }
    refresh();
  };
}
