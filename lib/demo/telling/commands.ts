import { actorOfUser } from "@/lib/auth/queries";
import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { DEMO_FORMS, planArrivals, requestOf } from "@/lib/demo/arrivals";
import { HABITS, MANAGER, sellersOf } from "@/lib/demo/cast";
import { Chance } from "@/lib/demo/random";
import { answersTo } from "@/lib/demo/answers";
import { planWork } from "@/lib/demo/work";
import { processDelivery } from "@/lib/intake/processing/commands";
import { updateLead } from "@/lib/leads/commands";
import { logContact } from "@/lib/leads/contact/commands";
import { addNote } from "@/lib/leads/notes/commands";
import { assignLead } from "@/lib/leads/ownership/commands";
import { changeStatus } from "@/lib/leads/status/commands";
import type { Ctx, UserActor } from "@/lib/core/ctx";
import type { Lead } from "@/lib/core/prisma/client";
import type { DemoArrival } from "@/lib/demo/arrivals";
import type { Stage } from "@/lib/demo/stage";
import type { DemoStep } from "@/lib/demo/work";

const SEED = 724_522;
const DAY = 86_400_000;

/** Of so many days, leads wait as they do in daily life; what is older is history. */
const FRESH_DAYS = 3;

type Cue = { at: Date; arrival: DemoArrival; step?: DemoStep };

/**
 * A year of a sales team, told through the same intake, classification, assignment and status commands as the real
 * one, as history at its own times. Told again after a stop it goes on where it was: the same seed plans the same year.
 */
export async function tellDemo(stage: Stage, scale: { leads: number; days: number; now: Date }): Promise<void> {
  const { arrivals, cues } = plan(scale);
  const told = await database().delivery.findMany({
    where: { via: "demo" },
    orderBy: { id: "asc" },
    select: { leadId: true },
  });
  const leadOf = new Map<DemoArrival, string>();
  const worked = new Set<string>();
  // A returning person's lead is in somebody's hands already.
  const remember = (arrival: DemoArrival | undefined, leadId: string | null | undefined) => {
    if (!arrival || !leadId || worked.has(leadId)) return;
    worked.add(leadId);
    leadOf.set(arrival, leadId);
  };
  for (const [index, { leadId }] of told.entries()) remember(arrivals[index], leadId);

  const next = arrivals[told.length];
  const actors = actorsOf(stage);
  for (const { arrival, step } of next ? cues.slice(cues.findIndex((cue) => cue.arrival === next && !cue.step)) : []) {
    if (!step) remember(arrival, await arrive(stage, arrival, scale.now));
    const leadId = step && leadOf.get(arrival);
    if (leadId) await work(stage, actors, leadId, step);
  }
}

function plan({ leads, days, now }: { leads: number; days: number; now: Date }): {
  arrivals: DemoArrival[];
  cues: Cue[];
} {
  const chance = new Chance(SEED);
  const arrivals = planArrivals(chance, { from: new Date(now.getTime() - days * DAY), to: now, count: leads });
  const cues = arrivals.flatMap((arrival): Cue[] => [
    { at: arrival.at, arrival },
    ...planWork(chance, arrival, sellersOf(DEMO_FORMS[arrival.form].company), HABITS, now).map((step) => ({
      at: step.at,
      arrival,
      step,
    })),
  ]);
  return { arrivals, cues: cues.sort((a, b) => a.at.getTime() - b.at.getTime()) };
}

/** Through the reading that a form plugin's request goes through, dated back. */
async function arrive(stage: Stage, arrival: DemoArrival, now: Date): Promise<string | null> {
  const { contentType, body } = requestOf(arrival);
  const id = newId();
  const bytes = Buffer.from(body);
  await database().delivery.create({
    data: {
      id,
      sourceId: stage.sources[arrival.form] ?? "",
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
  const { leadId } = await database().delivery.findUniqueOrThrow({ where: { id }, select: { leadId: true } });
  const isFresh = now.getTime() - arrival.at.getTime() < FRESH_DAYS * DAY;
  if (leadId && isFresh) await database().lead.update({ where: { id: leadId }, data: { history: false } });
  return leadId;
}

type Actors = (userId: string | null | undefined) => Promise<UserActor | undefined>;

async function work(stage: Stage, actors: Actors, leadId: string, step: DemoStep): Promise<void> {
  const lead = await database().lead.findUniqueOrThrow({ where: { id: leadId } });
  const byManager = step.kind === "assign" || step.kind === "message";
  const actor = await actors(byManager ? stage.people[MANAGER] : lead.ownerId);
  if (actor) await act({ actor, requestId: "demo", now: () => step.at, history: true }, stage, lead, step);
}

async function act(ctx: Ctx, stage: Stage, lead: Lead, step: DemoStep): Promise<unknown> {
  const leadId = lead.id;
  switch (step.kind) {
    case "assign": {
      const ownerId = stage.people[step.to] ?? null;
      if (ownerId === lead.ownerId) return;
      return assignLead(ctx, { leadId, ownerId, seenOwnerId: lead.ownerId, reason: "" });
    }
    case "message": {
      const seen = { managementMessage: lead.managementMessage };
      return updateLead(ctx, { leadId, set: { managementMessage: step.body }, seen, country: "AR" });
    }
    case "contact":
      return logContact(ctx, { leadId, channel: step.channel, outcome: step.outcome, note: step.note });
    case "note":
      return addNote(ctx, { leadId, body: step.body });
    case "status": {
      const statusId = stage.statuses[step.key] ?? "";
      if (statusId === lead.statusId) return;
      return changeStatus(ctx, { leadId, statusId, seenStatusId: lead.statusId, ...answersTo(step, stage.reasons) });
    }
  }
}

/** Each person looked up once. */
function actorsOf(stage: Stage): Actors {
  const known = new Map(stage.people.map((id) => [id, actorOfUser(id)]));
  return async (userId) => known.get(userId ?? "");
}
