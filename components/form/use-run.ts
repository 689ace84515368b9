"use client";

import { useState } from "react";
import { useRefresh } from "@/components/live/use-refresh";
import { lost, useOutcome } from "@/components/form/use-outcome";
import { notify } from "@/components/ui/notify";
import type { ActionResult } from "@/lib/core/define-action";

/** Runs an action from a button: says how it went and reads the page again. Answers what came back, or nothing when it was refused. */
export function useRun() {
  const refresh = useRefresh();
  const outcome = useOutcome();
  const [pending, setPending] = useState(false);

  async function run<T>(action: () => Promise<ActionResult<T>>, done?: string): Promise<T | undefined> {
    setPending(true);
    const result = await action().catch(lost);
    setPending(false);
    if (!result.ok) {
      notify.error(outcome.text(result));
      return undefined;
    }
    if (done !== undefined) notify.success(done);
    refresh();
    return result.data;
  }
  return { run, pending };
}
