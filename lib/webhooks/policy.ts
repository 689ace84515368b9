import { hasRights, scopeOf } from "@/lib/core/ctx";
import { needsOf } from "@/lib/webhooks/outward/schema";
import type { Actor } from "@/lib/core/ctx";
import type { FieldErrors } from "@/lib/core/errors";
import type { WebhookFields } from "@/lib/webhooks/schema";

type Asked = Pick<WebhookFields, "events" | "everyCompany" | "companyIds">;

/** What of all that an address is told the actor may not read themselves. */
export function lackingFor(actor: Actor, { events, everyCompany, companyIds }: Asked): FieldErrors | undefined {
  for (const needs of new Set(events.map(needsOf))) {
    const own = needs && scopeOf(actor, needs);
    if (own !== "any" && own !== "company") return { events: "notYours" };
    if (own === "any" || !hasRights(actor)) continue;
    if (everyCompany || !companyIds.every((id) => actor.companyIds.includes(id)))
      return { companyIds: "companyNotYours" };
  }
  return undefined;
}
