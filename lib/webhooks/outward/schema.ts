import { z } from "zod";
import { KINDS } from "@/lib/audit/kinds/schema";
import type { Permission } from "@/lib/core/permissions";

/** All that is told of leads, now and in later versions. */
export const EVERY_LEAD_EVENT = "lead.*";

/**
 * What may leave the house, and which permission its reader needs. Tasks on no lead are between two people, and what the
 * log tells of sign-ins, rights and settings stays in the log.
 */
const GROUPS = {
  leads: { needs: "lead.read", names: KINDS.leads.filter((name) => name.startsWith("lead.")) },
  intake: { needs: "intake.read", names: [...KINDS.intake] },
  people: { needs: "user.read", names: ["user.created", "user.updated", "user.deactivated", "user.reactivated"] },
} as const satisfies Record<string, { needs: Permission; names: readonly string[] }>;
export type OutwardGroup = keyof typeof GROUPS;
export type OutwardNeed = (typeof GROUPS)[OutwardGroup]["needs"];
export const OUTWARD_GROUPS = Object.keys(GROUPS) as OutwardGroup[];
export const OUTWARD_NEEDS = OUTWARD_GROUPS.map((group) => GROUPS[group].needs);

export function namesIn(group: OutwardGroup): readonly string[] {
  return GROUPS[group].names;
}

export function needsOfGroup(group: OutwardGroup): OutwardNeed {
  return GROUPS[group].needs;
}

/** What somebody needs to be told of it; nothing where it is told to nobody outside. */
export function needsOf(name: string): OutwardNeed | undefined {
  if (name === EVERY_LEAD_EVENT) return GROUPS.leads.needs;
  const group = OUTWARD_GROUPS.find((one) => namesIn(one).includes(name));
  return group && GROUPS[group].needs;
}

const named = z.object({ type: z.string(), id: z.string(), label: z.string() });

/** An event as it is told outside: the body of a webhook, and what the API lists. */
export const outwardEvent = z.object({
  type: z.string().describe("The event’s name: `lead.created`, `lead.statusChanged` …"),
  timestamp: z.iso.datetime().describe("When it happened."),
  data: z.object({
    seq: z.string().describe("Its number in the log: the same event has the same one everywhere."),
    subject: named.extend({
      number: z.int().nullable().describe("Of a lead: the number people say."),
    }),
    actor: named.extend({ id: z.string().nullable() }).describe("Who did it: `user`, `apiKey`, `source`, `system`."),
    companies: z.array(z.uuid()).describe("To whom it belonged before or after, of those that the reader is told of."),
    changes: z
      .record(z.string(), z.object({ from: z.unknown(), to: z.unknown() }))
      .describe("Each changed field, before and after."),
    payload: z.record(z.string(), z.unknown()).describe("What else belongs to it, by kind of event."),
    history: z.boolean().describe("It was told long after it happened: an import, a first fetch."),
  }),
});
export type OutwardEvent = z.output<typeof outwardEvent>;
