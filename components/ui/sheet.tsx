"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { backdropClass } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { cn } from "@/lib/core/cn";

export const Sheet = Base.Root;

type SheetContentProps = {
  title: React.ReactNode;
  description?: React.ReactNode;
  closeLabel: string;
  footer?: React.ReactNode;
  className?: string;
  children: React.ReactNode;
};

/** A panel at the right edge; on a phone it comes from the bottom. */
export function SheetContent({ title, description, closeLabel, footer, className, children }: SheetContentProps) {
  return (
    <Base.Portal>
      <Base.Backdrop className={backdropClass} />
      <Base.Popup
        data-slot="sheet"
        className={cn(
          "fixed inset-x-0 bottom-0 z-50 flex max-h-[92dvh] flex-col rounded-t-xl border-t bg-raised text-sm shadow-dialog outline-none transition-[translate,opacity] duration-220 ease-out",
          "data-ending-style:translate-y-full data-starting-style:translate-y-full",
          "sm:inset-y-0 sm:right-0 sm:left-auto sm:max-h-none sm:w-[28rem] sm:rounded-none sm:border-t-0 sm:border-l sm:data-ending-style:translate-x-full sm:data-ending-style:translate-y-0 sm:data-starting-style:translate-x-full sm:data-starting-style:translate-y-0",
          className,
        )}
      >
        <header className="border-b py-3.5 pr-14 pl-5">
          <Base.Title className="text-lg font-semibold tracking-tight">{title}</Base.Title>
          {description !== undefined && (
            <Base.Description className="text-muted-foreground">{description}</Base.Description>
          )}
        </header>
        <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 py-4">{children}</div>
        {footer !== undefined && (
          <footer className="flex justify-end gap-2 border-t px-5 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]">
            {footer}
          </footer>
        )}
        {/* Last, so that the focus starts in the content and not here. */}
        <Base.Close render={<IconButton label={closeLabel} size="sm" className="absolute top-2.5 right-3" />}>
          <X aria-hidden />
        </Base.Close>
      </Base.Popup>
    </Base.Portal>
  );
}
