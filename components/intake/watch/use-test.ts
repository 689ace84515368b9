"use client";

import { useState } from "react";
import { lost } from "@/components/form/use-outcome";
import { useRefresh } from "@/components/live/use-refresh";
import { useRun } from "@/components/form/use-run";
import { sendTestAction, testProgressAction } from "@/lib/intake/actions";
import type { TestProgress, TestSent } from "@/lib/intake/rehearsing/schema";

const TRIES = 20;
const wait = () => new Promise((done) => setTimeout(done, 500));

export type TestRun = {
  sent: TestSent;
  progress: TestProgress | null;
  /** It is followed no longer: it ended, or wasn't read in time. */
  over: boolean;
};

/** Sends a test and follows it to its end. */
export function useTest(sourceId: string) {
  const refresh = useRefresh();
  const { run, pending } = useRun();
  const [test, setTest] = useState<TestRun>();

  async function follow(sent: TestSent, deliveryId: string) {
    for (let tried = 0; tried < TRIES; tried++) {
      const result = await testProgressAction({ deliveryId }).catch(lost);
      const progress = result.ok ? result.data : null;
      const over = progress !== null && progress.state !== "received";
      setTest({ sent, progress, over: over || tried === TRIES - 1 });
      if (over) break;
      await wait();
    }
    refresh();
  }

  async function send() {
    setTest(undefined);
    const sent = await run(() => sendTestAction({ sourceId }));
    if (!sent) return;
    setTest({ sent, progress: null, over: sent.deliveryId === null });
    if (sent.deliveryId !== null) await follow(sent, sent.deliveryId);
  }

  return { test, send, pending: pending || (test !== undefined && !test.over) };
}
