"use client";

import { useTheme } from "next-themes";
import { useEffect } from "react";
import { toast, Toaster } from "sonner";
import { takeNotices } from "@/components/ui/notify";
import type { Notice } from "@/components/ui/notify";

/** Draws the toasts; loaded by `Toaster` when it is first needed. */
export function ToastOutlet({ waiting }: { waiting: readonly Notice[] }) {
  const { resolvedTheme } = useTheme();

  useEffect(() => {
    if (waiting.length === 0) return;
    for (const { kind, message, options } of takeNotices()) {
      if (kind === "plain") toast(message, options);
      else toast[kind](message, options);
    }
  }, [waiting]);

  return (
    <Toaster
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      position="bottom-right"
      // Its own stylesheet asks for the system's font and greys; ours win.
      style={{ fontFamily: "inherit" }}
      // Above the phone's bottom navigation, where a thumb would cover it.
      mobileOffset={{ bottom: "calc(4.5rem + env(safe-area-inset-bottom))" }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-full items-start gap-2.5 rounded-lg border bg-raised px-3.5 py-3 text-sm text-foreground shadow-dialog sm:w-[22rem]",
          icon: "mt-px grid size-4 shrink-0 place-items-center",
          content: "min-w-0 flex-1",
          title: "font-medium",
          description: "mt-0.5 text-muted-foreground!",
          actionButton: "shrink-0 rounded-sm font-medium text-accent-text hover:underline",
          success: "[&_[data-icon]]:text-success",
          error: "[&_[data-icon]]:text-danger",
          warning: "[&_[data-icon]]:text-warning",
          info: "[&_[data-icon]]:text-info",
        },
      }}
    />
  );
}
