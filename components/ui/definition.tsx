"use client";

import { Popover as Base } from "@base-ui/react/popover";
import { Info } from "lucide-react";
import { buttonVariants } from "@/components/ui/button";
import { Popover, PopoverContent } from "@/components/ui/popover";
import { cn } from "@/lib/core/cn";

/** What a figure means: on hover, on touch and by keyboard. */
export function Definition({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <Popover>
      <Base.Trigger
        openOnHover
        aria-label={label}
        className={cn(buttonVariants({ variant: "ghost", size: "icon-sm" }), "text-muted-foreground")}
      >
        <Info aria-hidden />
      </Base.Trigger>
      <PopoverContent align="end" className="flex flex-col gap-2 text-sm">
        {children}
      </PopoverContent>
    </Popover>
  );
}
