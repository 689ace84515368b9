"use client";

import { Tooltip as Base } from "@base-ui/react/tooltip";

type TooltipProps = {
  content: React.ReactNode;
  side?: "top" | "bottom" | "left" | "right";
  /** One element that can have the focus; what the tooltip says must not be its only name. */
  children: React.ReactElement<Record<string, unknown>>;
};

export function Tooltip({ content, side = "top", children }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger render={children} delay={350} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} collisionPadding={8} className="z-50">
          <Base.Popup
            data-slot="tooltip"
            className="max-w-72 origin-(--transform-origin) rounded-md bg-foreground px-2 py-1 text-xs text-background shadow-popup transition-opacity duration-100 data-ending-style:opacity-0 data-instant:transition-none data-starting-style:opacity-0"
          >
            {content}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
