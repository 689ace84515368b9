"use client";

import { AlertDialog } from "@base-ui/react/alert-dialog";
import { Button } from "@/components/ui/button";
import { backdropClass } from "@/components/ui/dialog";

type ConfirmDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: React.ReactNode;
  description: React.ReactNode;
  confirmLabel: string;
  cancelLabel: string;
  tone?: "danger" | "normal";
  pending?: boolean;
  onConfirm: () => void;
  children?: React.ReactNode;
};

/** Asks before something that can't be undone. Stays open until the caller closes it, so a failure can be shown. */
export function ConfirmDialog({
  open,
  onOpenChange,
  title,
  description,
  confirmLabel,
  cancelLabel,
  tone = "normal",
  pending = false,
  onConfirm,
  children,
}: ConfirmDialogProps) {
  return (
    <AlertDialog.Root open={open} onOpenChange={onOpenChange}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={backdropClass} />
        <AlertDialog.Viewport className="fixed inset-0 z-50 grid place-items-center p-4">
          <AlertDialog.Popup
            data-slot="confirm-dialog"
            className="w-full max-w-sm rounded-xl border bg-raised p-5 text-sm shadow-dialog outline-none transition-[scale,opacity] duration-150 ease-out data-ending-style:scale-98 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0"
          >
            <AlertDialog.Title className="text-lg font-semibold tracking-tight">{title}</AlertDialog.Title>
            <AlertDialog.Description className="mt-1 text-muted-foreground">{description}</AlertDialog.Description>
            {children !== undefined && <div className="mt-4">{children}</div>}
            <div className="mt-5 flex justify-end gap-2">
              <AlertDialog.Close render={<Button />}>{cancelLabel}</AlertDialog.Close>
              <Button variant={tone === "danger" ? "danger" : "primary"} pending={pending} onClick={onConfirm}>
                {confirmLabel}
              </Button>
            </div>
          </AlertDialog.Popup>
        </AlertDialog.Viewport>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
