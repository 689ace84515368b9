"use client";

import { useTranslations } from "next-intl";
import { keep } from "@/components/form/kept";
import { useDesk } from "@/components/leads/page/lead-desk";
import { forget, onLead } from "@/components/leads/page/typed-on-lead";
import { OwnerPicker } from "@/components/leads/owner-picker";
import { Dialog, DialogContent } from "@/components/ui/dialog";

/** Who gets the lead: the people of its company with what they have open already. */
export function AssignDialog() {
  const t = useTranslations("lead.assign");
  const common = useTranslations("common");
  const { meId, lead, owner, status, seen, panel, setPanel, assign } = useDesk();
  const reasonKey = onLead(meId, lead.id, "edit:reason");
  const show = (open: boolean) => {
    if (!open) forget(reasonKey);
    setPanel(open ? "assign" : null);
  };
  return (
    <Dialog open={panel === "assign"} onOpenChange={show}>
      <DialogContent title={t("title")} description={t("description")} closeLabel={common("close")}>
        <OwnerPicker
          leadId={lead.id}
          ownerId={owner?.id ?? null}
          label={t("title")}
          className="-mx-5 -mb-5 border-t"
          onReason={(reason) => {
            keep(reasonKey, reason);
          }}
          onPick={(person, reason) => {
            show(false);
            // Whoever only looks at it first is confirmed by it.
            if (person?.id !== owner?.id || (person && status.part === "start"))
              void assign(person, reason, seen.ownerId);
          }}
        />
      </DialogContent>
    </Dialog>
  );
}
