"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useDesk } from "@/components/leads/page/lead-desk";
import { useOutcomeWords } from "@/components/leads/page/outcome-words";
import { notify } from "@/components/ui/notify";
import { logContactAction } from "@/lib/leads/actions";
import type { ContactChannel } from "@/lib/leads/schema";

/** One click: the link does what it does, and the attempt is in the log before the other side has answered. */
export function useContact() {
  const t = useTranslations("lead.contact");
  const common = useTranslations("common");
  const words = useOutcomeWords();
  const { lead } = useDesk();
  const router = useRouter();

  async function log(channel: ContactChannel): Promise<void> {
    const result = await logContactAction({ leadId: lead.id, channel }).catch(() => null);
    if (!result?.ok) {
      const retry = { label: common("retry"), run: () => void log(channel) };
      notify.error(t("notLogged"), { action: retry, ...(result && { description: words(result) }) });
    }
    router.refresh();
  }

  return (channel: ContactChannel) => {
    if (lead.can.contact) void log(channel);
  };
}
