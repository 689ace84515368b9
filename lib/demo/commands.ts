import { actorOfUser } from "@/lib/auth/queries";
import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { planArrivals, requestOf } from "@/lib/demo/arrivals";
import { Chance } from "@/lib/demo/random";
import { planWork } from "@/lib/demo/work";
import { processDelivery } from "@/lib/intake/processing/commands";
import { updateLead } from "@/lib/leads/commands";
import { logContact } from "@/lib/leads/contact/commands";
import { addNote } from "@/lib/leads/notes/commands";
import { assignLead } from "@/lib/leads/ownership/commands";
import { changeStatus } from "@/lib/leads/status/commands";
import type { Ctx, UserActor } from "@/lib/core/ctx";
import type { DemoArrival } from "@/lib/demo/arrivals";
import type { Stage } from "@/lib/demo/stage";
import type { DemoStep } from "@/lib/demo/work";

export type DemoScale = { leads: number; days: number; seed: number };

const DAY = 86_400_000;

type Cue = { at: Date; arrival: DemoArrival } & ({ kind: "arrive" } | { kind: "work"; step: DemoStep });

/**
 * A year of a sales team, told through the same intake, classification, assignment and status commands as the real
 * one, as history at its own times. Stopped in the middle, what was told so far stands.
 */
export async function tellDemo(stage: Stage, scale: DemoScale, now: Date, onProgress: (done: number, of: number) => void): Promise<void> {
  const chance = new Chance(scale.seed);
  const arrivals = planArrivals(chance, { from: new Date(now.getTime() - scale.days * DAY), to: now, count: scale.leads });
  const cues = arrivals.flatMap((arrival): Cue[] => {
    const sellers = stage.sellersOf(arrival.form);
    const steps = planWork(chance, arrival, sellers, stage.habits, now);
    return [{ at: arrival.at, arrival, kind: "arrive" }, ...steps.map((step): Cue => ({ at: step.at, arrival, kind: "work", step }))];
  });
  cues.sort((a, b) => a.at.getTime() - b.at.getTime());

  const leadOf = new Map<DemoArrival, string>();
  const workedOn = new Set<string>();
  for (const [index, cue] of cues.entries()) {
    if (cue.kind === "arrive") {
      const leadId = await arrive(stage, cue.arrival);
      // A returning person's lead is already in somebody's hands.
      if (leadId && !workedOn.has(leadId)) {
        workedOn.add(leadId);
        leadOf.set(cue.arrival, leadId);
      }
    } else {
      const leadId = leadOf.get(cue.arrival);
      if (leadId) await work(stage, leadId, cue.step);
    }
    if (index % 100 === 0) onProgress(index, cues.length);
  }
  onProgress(cues.length, cues.length);
}

/** Through the door that a form plugin uses, dated back. */
async function arrive(stage: Stage, arrival: DemoArrival): Promise<string | null> {
  const { contentType, body } = requestOf(arrival);
  const id = newId();
  const bytes = Buffer.from(body);
  await database().delivery.create({
    data: {
      id,
      sourceId: stage.sourceOf(arrival.form),
      via: "demo",
      receivedAt: arrival.at,
      method: "POST",
      path: "/",
      headers: { "content-type": contentType, "user-agent": "WordPress/6.8; https://www.intralog.example" },
      body: bytes,
      bodySize: bytes.length,
      history: true,
    },
  });
  await processDelivery(id);
  return (await database().delivery.findUniqueOrThrow({ where: { id }, select: { leadId: true } })).leadId;
}

async function work(stage: Stage, leadId: string, step: DemoStep): Promise<void> {
  const lead = await database().lead.findUniqueOrThrow({ where: { id: leadId } });
  const owner = lead.ownerId ? await actor(stage, lead.ownerId) : undefined;
  const manager = await actor(stage, stage.managerOf(lead.companyId));
  const by = (who: UserActor): Ctx => ({ actor: who, requestId: "demo", now: () => step.at, history: true });
  switch (step.kind) {
    case "assign": {
      const ownerId = stage.personAt(step.to);
      if (lead.ownerId !== ownerId) await assignLead(by(manager), { leadId, ownerId, seenOwnerId: lead.ownerId, reason: "" });
      return;
    }
    case "message":
      await updateLead(by(manager), { leadId, set: { managementMessage: step.body }, seen: { managementMessage: lead.managementMessage }, country: "AR" });
      return;
    case "contact":
      if (owner) await logContact(by(owner), { leadId, channel: step.channel, outcome: step.outcome, note: step.note });
      return;
    case "note":
      if (owner) await addNote(by(owner), { leadId, body: step.body });
      return;
    case "status": {
      const statusId = stage.statusOf(step.key);
      if (owner && statusId !== lead.statusId) await changeStatus(by(owner), { leadId, statusId, seenStatusId: lead.statusId });
    }
  }
}

async function actor(stage: Stage, userId: string): Promise<UserActor> {
  const known = stage.actors.get(userId) ?? (await actorOfUser(userId));
  if (!known) throw new Error("a demo person is gone");
  stage.actors.set(userId, known);
  return known;
}
