import { CONTACT_NOTES, MANAGEMENT_MESSAGES, NOTES } from "@/lib/demo/words";
import type { ContactChannel, ContactOutcome } from "@/lib/leads/schema";
import type { DemoArrival } from "@/lib/demo/arrivals";
import type { Chance } from "@/lib/demo/random";

export type DemoStep = { at: Date } & (
  | { kind: "assign"; to: number }
  | { kind: "contact"; channel: ContactChannel; outcome: ContactOutcome; note: string }
  | { kind: "status"; key: string }
  | { kind: "note"; body: string }
  | { kind: "message"; body: string }
);

/** How a salesperson works: typical minutes to the first call, and how well it goes. */
export type Habit = { minutesToCall: number; skill: number };

const HOUR = 60;
const DAY = 24 * HOUR;

/** What the team did about a lead, as far as it has got by now. `sellers` are the places of those who may own it. */
export function planWork(
  chance: Chance,
  arrival: DemoArrival,
  sellers: readonly number[],
  habits: Readonly<Record<number, Habit>>,
  now: Date,
): DemoStep[] {
  const steps: DemoStep[] = [];
  let at = arrival.at.getTime();
  const later = (typicalMinutes: number) => new Date((at += chance.wait(typicalMinutes) * 60_000));
  if (arrival.jobSeeker || arrival.advert || chance.happens(0.02)) return steps;
  // Of the last days' leads some still wait.
  if (now.getTime() - at < 3 * DAY * 60_000 && chance.happens(0.45)) return steps;

  const owner = chance.pick(sellers);
  const habit = habits[owner] ?? { minutesToCall: 4 * HOUR, skill: 1 };
  steps.push({ at: later(1.5 * HOUR), kind: "assign", to: owner });
  if (chance.happens(0.06)) steps.push({ at: later(5), kind: "message", body: chance.pick(MANAGEMENT_MESSAGES) });
  if (chance.happens(0.03)) return until(now, steps);

  const luck = 0.5 * arrival.quality * habit.skill;
  for (let attempt = 0, reached = false; attempt < 3 && !reached; attempt++) {
    reached = chance.happens(0.55);
    const channel = chance.weighted<ContactChannel>([
      ["call", 5],
      ["whatsapp", 4],
      ["mail", 2],
    ]);
    const outcome = reached ? "reached" : chance.pick(["no-answer", "left-message"] as const);
    steps.push({
      at: later(attempt === 0 ? habit.minutesToCall : DAY),
      kind: "contact",
      channel,
      outcome,
      note: chance.pick(CONTACT_NOTES),
    });
    if (attempt === 0) steps.push({ at: later(2), kind: "status", key: "contacted" });
  }
  if (chance.happens(0.3)) steps.push({ at: later(30), kind: "note", body: chance.pick(NOTES) });

  if (!chance.happens(luck)) {
    if (chance.happens(0.35)) return until(now, steps);
    const end = chance.weighted([
      ["not-viable", 5],
      ["did-not-advance", 3],
      ["on-hold", 2],
      ["undefined", 1],
    ]);
    return until(now, [...steps, { at: later(6 * DAY), kind: "status", key: end }]);
  }
  steps.push({ at: later(DAY), kind: "status", key: "to-quote" });
  steps.push({ at: later(2 * DAY), kind: "status", key: "quoted" });
  steps.push({ at: later(3 * DAY), kind: "contact", channel: "mail", outcome: "reached", note: "" });
  if (chance.happens(0.5)) steps.push({ at: later(3 * DAY), kind: "status", key: "interested" });
  if (chance.happens(0.25)) return until(now, steps);
  if (chance.happens(0.42 * habit.skill)) {
    steps.push({ at: later(5 * DAY), kind: "status", key: "managed" });
    steps.push({ at: later(8 * DAY), kind: "status", key: "new-customer" });
  } else {
    steps.push({ at: later(10 * DAY), kind: "status", key: chance.happens(0.8) ? "did-not-advance" : "on-hold" });
  }
  return until(now, steps);
}

function until(now: Date, steps: DemoStep[]): DemoStep[] {
  return steps.filter((step) => step.at < now);
}
