"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRun } from "@/components/form/use-run";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { ActionResult } from "@/lib/core/define-action";

type WayInSwitchProps = {
  on: boolean;
  /** It is said where to ask and what groups make of their people. */
  isReady: boolean;
  turn: (input: { on: boolean }) => Promise<ActionResult<unknown>>;
  words: Record<"switchOn" | "switchOff" | "switchedOn" | "switchedOff" | "offTitle" | "offText", string>;
  /** How it fares. */
  children: React.ReactNode;
};

/** Lets people in by directory or provider, or nobody any more, which is asked about. */
export function WayInSwitch({ on, isReady, turn, words, children }: WayInSwitchProps) {
  const common = useTranslations("common");
  const { run, pending } = useRun();
  const [asking, setAsking] = useState(false);

  async function turnTo(to: boolean) {
    await run(() => turn({ on: to }), to ? words.switchedOn : words.switchedOff);
    setAsking(false);
  }

  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <p className="min-w-0 flex-1 basis-60 text-sm text-muted-foreground">{children}</p>
      {on ? (
        <Button
          disabled={pending}
          onClick={() => {
            setAsking(true);
          }}
        >
          {words.switchOff}
        </Button>
      ) : (
        <Button variant="primary" pending={pending} disabled={!isReady} onClick={() => void turnTo(true)}>
          {words.switchOn}
        </Button>
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={words.offTitle}
        description={words.offText}
        confirmLabel={common("confirm")}
        cancelLabel={common("cancel")}
        pending={pending}
        onConfirm={() => void turnTo(false)}
      />
    </div>
  );
}
