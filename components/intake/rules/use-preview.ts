"use client";

import { useEffect, useRef, useState } from "react";
import { lost, useOutcome } from "@/components/form/use-outcome";
import { previewRulesAction } from "@/lib/intake/actions";
import type { Draft } from "@/components/intake/rules/rule";
import type { ActionResult } from "@/lib/core/define-action";
import type { PreviewStep } from "@/lib/intake/rules/schema";

/** Enough for any question; beyond that it says how far it got. */
const MOST_STEPS = 30;
const MOST_EXAMPLES = 2000;

export type Seen = Omit<PreviewStep, "next"> & { state: "running" | "done" | "stopped" | "most" };

/** Looks through the past step by step, and can be stopped between two. */
export function usePreview(sourceId: string | null, draft: Draft) {
  const outcome = useOutcome();
  const [seen, setSeen] = useState<Seen>();
  const [failure, setFailure] = useState<string>();
  const running = useRef(0);
  useEffect(
    () => () => {
      running.current++;
    },
    [],
  );

  async function start(): Promise<void> {
    const mine = ++running.current;
    let sum: Seen = { state: "running", looked: 0, changed: 0, counts: [], examples: [] };
    setSeen(sum);
    setFailure(undefined);
    let after: PreviewStep["next"] = null;
    for (let steps = 1; sum.state === "running"; steps++) {
      const result: ActionResult<PreviewStep> = await previewRulesAction({ sourceId, ...draft, after }).catch(lost);
      if (running.current !== mine) return;
      if (!result.ok) {
        setSeen(undefined);
        setFailure(outcome.text(result));
        return;
      }
      after = result.data.next;
      const unfinished = steps === MOST_STEPS ? "most" : "running";
      const state = after === null ? "done" : unfinished;
      sum = added(sum, result.data, state);
      setSeen(sum);
    }
  }

  function stop(): void {
    running.current++;
    if (seen) setSeen({ ...seen, state: "stopped" });
  }

  return { seen, failure, start, stop };
}

function added(sum: Seen, step: PreviewStep, state: Seen["state"]): Seen {
  const counts = new Map(sum.counts.map((one) => [keyOf(one), one]));
  for (const one of step.counts) {
    const known = counts.get(keyOf(one));
    counts.set(keyOf(one), known ? { ...known, count: known.count + one.count } : one);
  }
  return {
    state,
    looked: sum.looked + step.looked,
    changed: sum.changed + step.changed,
    counts: [...counts.values()].toSorted((a, b) => b.count - a.count),
    examples: [...sum.examples, ...step.examples].slice(0, MOST_EXAMPLES),
  };
}

const keyOf = ({ field, from, to }: PreviewStep["counts"][number]) => JSON.stringify([field, from, to]);
