"use client";

import { useTranslations } from "next-intl";
import type { NoticeOptions } from "@/components/ui/notify";
import type { ContactChannel } from "@/lib/leads/schema";

export const CHANNELS: readonly ContactChannel[] = ["call", "whatsapp", "mail", "meeting"];

/** Asks how somebody was reached whose lead says so while no attempt is logged; each answer logs it. */
export function useContactOffer(): (log: (channel: ContactChannel) => void) => NonNullable<NoticeOptions["ask"]> {
  const t = useTranslations("leads");
  return (log) => ({
    question: t("howReached"),
    answers: CHANNELS.map((channel) => ({
      label: t(`channels.${channel}`),
      run: () => {
        log(channel);
      },
    })),
  });
}
