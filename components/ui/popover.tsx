"use client";

import { Popover as Base } from "@base-ui/react/popover";
import { popupClass } from "@/components/ui/control";
import { cn } from "@/lib/core/cn";

export const Popover = Base.Root;
export const PopoverTrigger = Base.Trigger;
export const PopoverTitle = Base.Title;

type PopoverContentProps = {
  side?: "top" | "bottom" | "left" | "right";
  align?: "start" | "center" | "end";
  className?: string;
  /** Where it opens, when that isn't its trigger: one popover can serve a whole list. */
  anchor?: Element | null;
  /** What gets the focus when it closes, when it has no trigger; `false` where something else takes it. */
  finalFocus?: () => HTMLElement | null | false;
  children: React.ReactNode;
};

export function PopoverContent({
  side = "bottom",
  align = "start",
  className,
  anchor,
  finalFocus,
  children,
}: PopoverContentProps) {
  return (
    <Base.Portal>
      <Base.Positioner
        side={side}
        align={align}
        sideOffset={4}
        collisionPadding={8}
        {...(anchor ? { anchor } : {})}
        className="z-50"
      >
        <Base.Popup
          data-slot="popover"
          {...(finalFocus ? { finalFocus } : {})}
          className={cn(
            popupClass,
            "max-h-(--available-height) w-72 max-w-[calc(100vw-1rem)] overflow-y-auto p-3",
            className,
          )}
        >
          {children}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  );
}
