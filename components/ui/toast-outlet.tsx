"use client";

import { useTheme } from "next-themes";
import { useEffect } from "react";
import { toast, Toaster } from "sonner";
import { buttonVariants } from "@/components/ui/button";
import { usePhone } from "@/components/ui/use-phone";
import { takeNotices } from "@/components/ui/notify";
import { cn } from "@/lib/core/cn";
import type { Notice, NoticeOptions } from "@/components/ui/notify";
import type { ExternalToast } from "sonner";

/** A question takes longer to answer than a message to read. */
const ASK_MS = 20_000;
/** What can be pressed has to be read, thought over and reached. */
const ACTION_MS = 8000;
let asked = 0;

/** Draws the toasts; loaded by `Toaster` when it is first needed. */
export function ToastOutlet({ waiting }: { waiting: readonly Notice[] }) {
  const { resolvedTheme } = useTheme();
  const isPhone = usePhone();

  useEffect(() => {
    if (waiting.length === 0) return;
    for (const { kind, message, options } of takeNotices()) {
      if (kind === "plain") toast(message, toastOf(options));
      else toast[kind](message, toastOf(options));
    }
  }, [waiting]);

  return (
    <Toaster
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      // On a phone sheets come from below, and what is pressed is there.
      position={isPhone ? "top-center" : "bottom-right"}
      // What lies below comes forth under a pointer; a thumb has none.
      expand={isPhone}
      // Its own stylesheet asks for the system's font and greys; ours win.
      style={{ fontFamily: "inherit" }}
      mobileOffset={{ top: "calc(3.75rem + env(safe-area-inset-top))" }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-full items-start gap-2.5 rounded-lg border bg-raised px-3.5 py-3 text-sm text-foreground shadow-dialog sm:w-[22rem]",
          icon: "mt-px grid size-4 shrink-0 place-items-center",
          content: "min-w-0 flex-1",
          title: "font-medium",
          description: "mt-0.5 text-muted-foreground! [&:has([role=group])]:mt-2",
          actionButton:
            "shrink-0 rounded-sm pointer-coarse:-my-3 pointer-coarse:min-h-11 pointer-coarse:px-2 font-medium text-accent-text hover:underline",
          success: "[&_[data-icon]]:text-success",
          error: "[&_[data-icon]]:text-danger",
          warning: "[&_[data-icon]]:text-warning",
          info: "[&_[data-icon]]:text-info",
        },
      }}
    />
  );
}

function toastOf({ action, ask, durationMs, id, ...rest }: NoticeOptions): ExternalToast {
  // An answer takes its toast away, so it has to know it.
  const known = id ?? (ask && `ask-${++asked}`);
  const duration = durationMs ?? (ask ? ASK_MS : action && ACTION_MS);
  return {
    ...rest,
    ...(known !== undefined && { id: known }),
    ...(duration !== undefined && { duration }),
    ...(action && { action: { label: action.label, onClick: action.run } }),
    ...(ask && known !== undefined && { description: <Ask {...ask} id={known} /> }),
  };
}

function Ask({ question, answers, id }: NonNullable<NoticeOptions["ask"]> & { id: string }) {
  return (
    <div role="group" aria-label={question}>
      <p>{question}</p>
      <div className="mt-2 flex flex-wrap gap-1.5">
        {answers.map(({ label, run }) => (
          <button
            key={label}
            type="button"
            className={cn(buttonVariants({ size: "sm" }), "border-control!")}
            onClick={() => {
              toast.dismiss(id);
              run();
            }}
          >
            {label}
          </button>
        ))}
      </div>
    </div>
  );
}
