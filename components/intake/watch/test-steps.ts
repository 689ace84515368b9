import type { TestRun } from "@/components/intake/watch/use-test";
import type { Knock, TestProgress } from "@/lib/intake/rehearsing/schema";

export const STEPS = ["reached", "received", "understood", "classified", "lead", "owner"] as const;
export type StepName = (typeof STEPS)[number];
export type StepState = "ok" | "noted" | "broken" | "waiting";
export type Step = { name: StepName; state: StepState; seconds: number | null };

/** How far a test came: each step done, done with a remark, broken, or still to come. */
export function stepsOf({ sent, progress, over }: TestRun): Step[] {
  const reached = sent.deliveryId !== null;
  const ended = progress !== null && progress.state !== "received";
  const rehearsed = progress?.rehearsed ?? null;
  const since = (at: Date | null | undefined) =>
    at ? Math.max(0, (new Date(at).getTime() - new Date(sent.sentAt).getTime()) / 1000) : null;
  const step = (name: StepName, state: StepState, seconds: number | null = null): Step => ({ name, state, seconds });
  const read = since(ended ? progress.processedAt : null);

  const first = step("reached", reachedState(sent.knocks, reached));
  const received = step("received", receivedState(reached, progress, over), since(progress?.receivedAt));
  if (!rehearsed) {
    const understood = step("understood", understoodState(progress, ended, over));
    return [first, received, understood, ...STEPS.slice(3).map((name) => step(name, "waiting"))];
  }
  const isLead = rehearsed.lead !== null;
  return [
    first,
    received,
    step("understood", progress && progress.fields.length > 0 ? "ok" : "broken", read),
    step("classified", isLead ? "ok" : "waiting", isLead ? read : null),
    step("lead", isLead ? "ok" : "broken", isLead ? read : null),
    step("owner", ownerState(rehearsed), isLead ? read : null),
  ];
}

function reachedState(knocks: readonly Knock[], reached: boolean): StepState {
  if (!reached) return "broken";
  return knocks.at(-1)?.where === "public" ? "ok" : "noted";
}

function receivedState(reached: boolean, progress: TestProgress | null, over: boolean): StepState {
  if (progress) return "ok";
  return reached && over ? "broken" : "waiting";
}

function understoodState(progress: TestProgress | null, ended: boolean, over: boolean): StepState {
  return ended || (progress && over) ? "broken" : "waiting";
}

function ownerState({ lead }: NonNullable<TestProgress["rehearsed"]>): StepState {
  if (!lead) return "waiting";
  return lead.owner === "" ? "noted" : "ok";
}

/** The whole way was gone. */
export const isWhole = (steps: readonly Step[]): boolean =>
  steps.every(({ state }) => state === "ok" || state === "noted");
