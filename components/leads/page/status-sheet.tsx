"use client";

import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDesk } from "@/components/leads/page/lead-desk";
import { offered } from "@/components/leads/page/status-menu";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { isTone } from "@/components/ui/tone";

/** Every status under its group, from the edge where the thumb is. */
export function StatusSheet() {
  const t = useTranslations("lead.status");
  const common = useTranslations("common");
  const { groups, status, seen, panel, setPanel, moveTo } = useDesk();
  return (
    <Dialog
      open={panel === "status-sheet"}
      onOpenChange={(open) => {
        setPanel(open ? "status-sheet" : null);
      }}
    >
      <DialogContent title={t("title")} closeLabel={common("close")}>
        {offered(groups, status).map((group) => (
          <div key={group.key} role="group" aria-label={group.label} className="-mx-2 mb-1.5">
            <p aria-hidden className="px-2 pt-1 pb-0.5 text-xs font-medium text-muted-foreground">
              {group.label}
            </p>
            {group.statuses.map((one) => (
              <button
                key={one.id}
                type="button"
                aria-pressed={one.id === status.id}
                className="flex min-h-11 w-full items-center gap-2.5 rounded-md px-2 text-left text-base hover:bg-hover aria-pressed:bg-selected aria-pressed:font-medium"
                onClick={() => {
                  setPanel(null);
                  if (one.id !== status.id) void moveTo(one, { seenStatusId: seen.statusId });
                }}
              >
                <span
                  aria-hidden
                  data-tone={isTone(one.tone) ? one.tone : "gray"}
                  className="size-2.5 shrink-0 rounded-full bg-tone-dot"
                />
                <span className="min-w-0 flex-1">{one.label}</span>
                {one.id === status.id && <Check aria-hidden className="size-4 text-accent-text" />}
              </button>
            ))}
          </div>
        ))}
      </DialogContent>
    </Dialog>
  );
}
