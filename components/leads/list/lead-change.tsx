"use client";

import { useTranslations } from "next-intl";
import { PickList } from "@/components/leads/list/pick-list";
import { useListNavigation } from "@/components/leads/list/list-navigation";
import { useLeadChange } from "@/components/leads/list/use-lead-change";
import { Popover, PopoverContent, PopoverTitle } from "@/components/ui/popover";
import type { PickOption } from "@/components/leads/list/pick-list";
import type { LeadRow, ListChoices } from "@/lib/leads/list/schema";

export type Change = { kind: "status" | "owner"; row: LeadRow; anchor: HTMLElement };

type LeadChangeProps = {
  change: Change;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  patch: (id: string, change: Partial<LeadRow>) => void;
  reread: (id: string) => void;
};

const NOBODY = "none";

/** The one menu of the list: status or owner of whichever row asked for it. */
export function LeadChange({ change, open, onOpenChange, patch, reread }: LeadChangeProps) {
  const t = useTranslations("leads");
  const { choices } = useListNavigation();
  const { changeStatus, changeOwner } = useLeadChange(choices, patch, reread);
  const { kind, row, anchor } = change;
  const title = t(kind === "status" ? "changeStatus" : "assign", { lead: row.label });

  return (
    <Popover open={open} onOpenChange={onOpenChange}>
      <PopoverContent anchor={anchor} className="w-60 p-0">
        <PopoverTitle className="border-b px-3 py-2 text-xs font-medium text-muted-foreground">{title}</PopoverTitle>
        <PickList
          label={title}
          placeholder={t("find")}
          emptyText={t("nothingFound")}
          options={kind === "status" ? statusOptions(choices, row) : ownerOptions(choices, row, t("nobody"))}
          chosen={[kind === "status" ? row.statusId : (row.ownerId ?? NOBODY)]}
          onPick={(value) => {
            onOpenChange(false);
            // The popover gives the focus back to its trigger, and this one has none.
            anchor.focus();
            if (kind === "status") void changeStatus(row, value);
            else void changeOwner(row, value === NOBODY ? null : value);
          }}
        />
      </PopoverContent>
    </Popover>
  );
}

function statusOptions(choices: ListChoices, row: LeadRow): PickOption[] {
  return choices.statuses
    .filter((status) => status.active || status.id === row.statusId)
    .map(({ id, label, tone }) => ({ value: id, label, tone }));
}

/** Those who may own a lead of this company. */
function ownerOptions(choices: ListChoices, row: LeadRow, nobody: string): PickOption[] {
  const owners = choices.owners
    .filter(({ active, companyIds }) => active && (companyIds === null || companyIds.includes(row.companyId)))
    .map(({ id, name }) => ({ value: id, label: name }));
  return row.ownerId === null ? owners : [...owners, { value: NOBODY, label: nobody }];
}
