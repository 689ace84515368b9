"use client";

import { useTranslations } from "next-intl";
import { CHANNELS } from "@/components/leads/contact-offer";
import { OwnerPicker } from "@/components/leads/owner-picker";
import { ChangeDialogs } from "@/components/leads/list/change-dialogs";
import { PickList } from "@/components/leads/list/pick-list";
import { useListNavigation } from "@/components/leads/list/list-navigation";
import { useLeadChange } from "@/components/leads/list/use-lead-change";
import { Popover, PopoverContent, PopoverTitle } from "@/components/ui/popover";
import { cn } from "@/lib/core/cn";
import { mayMove } from "@/lib/leads/status/policy";
import type { PickOption } from "@/components/leads/list/pick-list";
import type { LeadRow, ListChoices } from "@/lib/leads/list/schema";

/** `focus` is what gets the focus back when the menu closes. */
export type Change = { kind: "status" | "owner" | "contact"; row: LeadRow; anchor: HTMLElement; focus: HTMLElement };

type LeadChangeProps = {
  change: Change;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  patch: (id: string, change: Partial<LeadRow>) => void;
  reread: (id: string) => void;
};

/** The one menu of the list: status, owner or a contact of whichever row asked for it. */
export function LeadChange({ change, open, onOpenChange, patch, reread }: LeadChangeProps) {
  const t = useTranslations("leads");
  const { choices } = useListNavigation();
  const changing = useLeadChange(choices, patch, reread);
  const { changeStatus, changeOwner, logContact } = changing;
  const { kind, row, anchor } = change;
  const title = t(TITLES[kind], { lead: row.label });

  return (
    <>
      <Popover open={open} onOpenChange={onOpenChange}>
        {/* This popover has no trigger of its own: the focus goes back to the row that asked, unless a dialog has it now. */}
        <PopoverContent
          anchor={anchor}
          finalFocus={() => !changing.question && change.focus}
          className={cn("flex flex-col overflow-hidden p-0", kind === "owner" ? "w-80" : "w-60")}
        >
          <PopoverTitle className="border-b px-3 py-2 text-xs font-medium text-muted-foreground">{title}</PopoverTitle>
          {kind === "contact" && (
            <PickList
              label={title}
              placeholder={t("find")}
              emptyText={t("nothingFound")}
              options={CHANNELS.map((channel) => ({ value: channel, label: t(`channels.${channel}`) }))}
              chosen={[]}
              onPick={(value) => {
                onOpenChange(false);
                const channel = CHANNELS.find((one) => one === value);
                if (channel) void logContact(row, channel);
              }}
            />
          )}
          {kind === "status" && (
            <PickList
              label={title}
              placeholder={t("find")}
              emptyText={t("nothingFound")}
              options={statusOptions(choices, row)}
              chosen={[row.statusId]}
              onPick={(value) => {
                onOpenChange(false);
                void changeStatus(row, value);
              }}
            />
          )}
          {kind === "owner" && (
            <OwnerPicker
              leadId={row.id}
              ownerId={row.ownerId}
              label={title}
              onPick={(person, reason) => {
                onOpenChange(false);
                void changeOwner(row, person, reason);
              }}
            />
          )}
        </PopoverContent>
      </Popover>
      <ChangeDialogs changing={changing} reasons={choices.reasons} finalFocus={() => change.focus} />
    </>
  );
}

const TITLES = { status: "changeStatus", owner: "assign", contact: "logContact" } as const;

/** Where the lead may go from here and where it is, each under its group. */
function statusOptions(choices: ListChoices, row: LeadRow): PickOption[] {
  const groupOf = (key: string) => choices.groups.find((group) => group.key === key)?.label;
  const from = choices.statuses.find((status) => status.id === row.statusId);
  return choices.statuses
    .filter((status) => status.id === row.statusId || !from || mayMove(from, status))
    .map(({ id, label, tone, group }) => ({ value: id, label, tone, group: groupOf(group) }));
}
