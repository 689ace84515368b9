import { forbidden } from "@/lib/core/errors";
import { announce, leave, presentAt } from "@/lib/core/presence";
import { audienceOf } from "@/lib/leads/audience";
import { requireLead } from "@/lib/leads/queries";
import type { Ctx } from "@/lib/core/ctx";
import type { Present } from "@/lib/core/presence";
import type { PersonHere, PresenceInput } from "@/lib/leads/presence/schema";

/**
 * Says that the reader looks at a lead, and answers who else does. Asked again and again, under the reader's rights each
 * time: it is no state of the lead, and nothing is written.
 */
export async function bePresent(ctx: Ctx, input: PresenceInput): Promise<{ people: PersonHere[] }> {
  const { actor } = ctx;
  if (actor.type !== "user") throw forbidden();
  const key = `${actor.id}:${input.window}`;
  if (input.leaves) {
    // One's own window, also of a lead that one has lost sight of.
    await leave(input.leadId, key, input.at);
    return { people: [] };
  }
  const lead = await requireLead(ctx, input.leadId);
  const { name } = actor;
  const present = { subjectId: lead.id, key, personId: actor.id, name, doing: input.field, ...audienceOf(lead) };
  await announce(present, input.at);
  return { people: peopleOf(presentAt(lead.id), actor.id) };
}

/** Each person once, whatever windows they have open, in the order they came. */
function peopleOf(windows: readonly Present[], ownId: string): PersonHere[] {
  const people = new Map<string, PersonHere>();
  for (const { personId, name, doing } of windows) {
    if (personId === ownId) continue;
    const person = people.get(personId) ?? { id: personId, name, fields: [] };
    people.set(personId, person);
    if (doing !== null && !person.fields.includes(doing)) person.fields.push(doing);
  }
  return [...people.values()];
}
