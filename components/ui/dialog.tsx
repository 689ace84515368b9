"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { cn } from "@/lib/core/cn";

export const Dialog = Base.Root;
export const DialogTrigger = Base.Trigger;
export const DialogClose = Base.Close;

export const backdropClass =
  "fixed inset-0 z-40 bg-overlay transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0";

type DialogContentProps = {
  title: React.ReactNode;
  description?: React.ReactNode;
  closeLabel: string;
  footer?: React.ReactNode;
  size?: "sm" | "md" | "lg" | "xl";
  /** What gets the focus when it closes, when it has no trigger. */
  finalFocus?: () => HTMLElement | null;
  className?: string;
  children?: React.ReactNode;
};

const WIDTH = { sm: "sm:max-w-sm", md: "sm:max-w-lg", lg: "sm:max-w-2xl", xl: "sm:max-w-4xl" };

/** In the middle on a desk; from the bottom edge on a phone, where the thumb is. One per list, not one per row. */
export function DialogContent({
  title,
  description,
  closeLabel,
  footer,
  size = "md",
  finalFocus,
  className,
  children,
}: DialogContentProps) {
  return (
    <Base.Portal>
      <Base.Backdrop className={backdropClass} />
      <Base.Viewport className="fixed inset-0 z-50 grid grid-cols-[minmax(0,1fr)] items-end justify-items-center overflow-hidden sm:items-center sm:p-6">
        <Base.Popup
          data-slot="dialog"
          {...(finalFocus ? { finalFocus } : {})}
          className={cn(
            "relative flex max-h-[92dvh] w-full flex-col rounded-t-xl border bg-raised text-sm shadow-dialog outline-none transition-[translate,scale,opacity] duration-180 ease-out sm:max-h-[min(85dvh,48rem)] sm:rounded-xl",
            "data-ending-style:translate-y-8 data-ending-style:opacity-0 data-starting-style:translate-y-8 data-starting-style:opacity-0 sm:data-ending-style:translate-y-0 sm:data-ending-style:scale-98 sm:data-starting-style:translate-y-0 sm:data-starting-style:scale-98",
            WIDTH[size],
            className,
          )}
        >
          <header className="px-5 pt-4 pr-14 pb-3">
            <Base.Title className="text-lg font-semibold tracking-tight">{title}</Base.Title>
            {description !== undefined && (
              <Base.Description className="mt-0.5 text-sm text-muted-foreground">{description}</Base.Description>
            )}
          </header>
          {children !== undefined && (
            <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 pt-1 pb-[max(1.25rem,env(safe-area-inset-bottom))]">
              {children}
            </div>
          )}
          {footer !== undefined && (
            <footer className="flex flex-col-reverse gap-2 border-t px-5 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:flex-row sm:justify-end">
              {footer}
            </footer>
          )}
          {/* Last, so that the focus starts in the first field and not here. */}
          <Base.Close render={<IconButton label={closeLabel} size="sm" className="absolute top-3 right-3" />}>
            <X aria-hidden />
          </Base.Close>
        </Base.Popup>
      </Base.Viewport>
    </Base.Portal>
  );
}
