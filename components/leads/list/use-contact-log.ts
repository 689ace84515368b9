"use client";

import { useTranslations } from "next-intl";
import { notify } from "@/components/ui/notify";
import { logContactAction } from "@/lib/leads/actions";
import type { LeadRow } from "@/lib/leads/list/schema";
import type { ContactChannel } from "@/lib/leads/schema";

type Contacted = Pick<LeadRow, "id" | "label" | "firstResponseAt" | "can">;
type Patch = (id: string, change: Partial<LeadRow>) => void;

/** Logs on a row that its person was contacted; the row shows it at once. */
export function useContactLog(patch: Patch) {
  const t = useTranslations("leads");
  return async (row: Contacted, channel: ContactChannel): Promise<void> => {
    if (!row.can.contact) return;
    const before = row.firstResponseAt;
    patch(row.id, { firstResponseAt: before ?? new Date().toISOString() });
    const result = await logContactAction({ leadId: row.id, channel }).catch(() => null);
    if (result?.ok) {
      notify.success(t("contactLogged", { channel: t(`channels.${channel}`), lead: row.label }));
      return;
    }
    patch(row.id, { firstResponseAt: before });
    notify.error(t("contactNotLogged", { lead: row.label }));
  };
}
