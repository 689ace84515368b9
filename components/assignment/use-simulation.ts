"use client";

import { useEffect, useRef, useState } from "react";
import { lost, useOutcome } from "@/components/form/use-outcome";
import type { Draft } from "@/components/assignment/rule";
import type { Refusal } from "@/components/form/use-outcome";
import type { Simulation, SimulationLine } from "@/lib/assignment/simulating/schema";

type Running = { leads: number };

/** Tries rules on past leads; stopping hangs up, by which the server stops too. */
export function useSimulation() {
  const outcome = useOutcome();
  const [running, setRunning] = useState<Running>();
  const [simulation, setSimulation] = useState<{ draft: string; result: Simulation }>();
  const [failure, setFailure] = useState<string>();
  const call = useRef<AbortController>(undefined);
  useEffect(() => () => call.current?.abort(), []);

  async function start(draft: Draft, days: number): Promise<void> {
    call.current?.abort();
    const mine = new AbortController();
    call.current = mine;
    setRunning({ leads: 0 });
    setSimulation(undefined);
    setFailure(undefined);
    try {
      const response = await fetch("/api/assignment/simulation", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ ...draft, days }),
        signal: mine.signal,
      });
      if (!response.ok || !response.body) {
        setFailure(outcome.text(((await response.json().catch(() => null)) as Refusal | null) ?? lost()));
        return;
      }
      for await (const line of linesOf(response.body)) {
        if (line.kind === "progress") setRunning({ leads: line.leads });
        else if (line.kind === "done") setSimulation({ draft: JSON.stringify(draft), result: line.simulation });
        else setFailure(outcome.text({ ...lost(), requestId: line.requestId }));
      }
    } catch {
      if (!mine.signal.aborted) setFailure(outcome.text(lost()));
    } finally {
      if (call.current === mine) setRunning(undefined);
    }
  }

  function stop(): void {
    call.current?.abort();
    setRunning(undefined);
  }

  return { running, simulation, failure, start, stop };
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<SimulationLine> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + value).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield JSON.parse(line) as SimulationLine;
  }
}
