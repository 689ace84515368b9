"use client";

import { useTranslations } from "next-intl";
import { useRefresh } from "@/components/live/use-refresh";
import { useDesk } from "@/components/leads/page/lead-desk";
import { notify } from "@/components/ui/notify";
import type { SaidContact } from "@/components/leads/page/outcome-form";

/** What follows a contact once it is logged: the next try, and the status. Both are said in one notice, which undoes both. */
export function useAfterContact() {
  const common = useTranslations("common");
  const { moveTo } = useDesk();
  const refresh = useRefresh();
  return async ({ status, seenStatusId, plan }: Pick<SaidContact, "status" | "seenStatusId" | "plan">) => {
    const planned = plan ? await plan() : null;
    const moved =
      status !== null && (await moveTo(status, { logged: true, seenStatusId, ...(planned && { also: planned }) }));
    if (planned && !moved) {
      const { said, undo } = planned;
      if (undo) notify.success(said, { action: { label: common("undo"), run: undo } });
      else notify.error(said);
    }
    if (status === null) refresh();
  };
}
