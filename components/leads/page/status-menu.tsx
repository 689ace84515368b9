"use client";

import { Fragment } from "react";
import { useDesk } from "@/components/leads/page/lead-desk";
import {
  Menu,
  MenuContent,
  MenuGroup,
  MenuGroupLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
  MenuTrigger,
} from "@/components/ui/menu";
import { isTone } from "@/components/ui/tone";
import { mayMove } from "@/lib/leads/status/policy";
import type { StatusGroupView, StatusView } from "@/lib/leads/page/schema";

type StatusMenuProps = {
  /** What opens it: a button. */
  trigger: React.ReactElement<Record<string, unknown>>;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  side?: "top" | "bottom";
};

/** Every status, under its group. */
export function StatusMenu({ trigger, open, onOpenChange, side = "bottom" }: StatusMenuProps) {
  const { groups, status, seen, moveTo } = useDesk();
  const shown = offered(groups, status);
  return (
    <Menu {...(open === undefined ? {} : { open })} {...(onOpenChange ? { onOpenChange } : {})}>
      <MenuTrigger render={trigger} />
      <MenuContent side={side} align="start" className="min-w-60">
        <MenuRadioGroup
          value={status.id}
          onValueChange={(id: string) => {
            const wanted = groups.flatMap((group) => group.statuses).find((one) => one.id === id);
            if (wanted && wanted.id !== status.id) void moveTo(wanted, { seenStatusId: seen.statusId });
          }}
        >
          {shown.map((group, index) => (
            <Fragment key={group.key}>
              {index > 0 && <MenuSeparator />}
              <MenuGroup>
                <MenuGroupLabel>{group.label}</MenuGroupLabel>
                {group.statuses.map((one) => (
                  <MenuRadioItem key={one.id} value={one.id} closeOnClick>
                    <span
                      aria-hidden
                      data-tone={isTone(one.tone) ? one.tone : "gray"}
                      className="size-2 shrink-0 rounded-full bg-tone-dot"
                    />
                    {one.label}
                  </MenuRadioItem>
                ))}
              </MenuGroup>
            </Fragment>
          ))}
        </MenuRadioGroup>
      </MenuContent>
    </Menu>
  );
}

/** What can be chosen: where the lead may go from here, and where it is. */
export function offered(groups: StatusGroupView[], status: StatusView): StatusGroupView[] {
  return groups
    .map((group) => ({
      ...group,
      statuses: group.statuses.filter((one) => one.id === status.id || mayMove(status, one)),
    }))
    .filter((group) => group.statuses.length > 0);
}
