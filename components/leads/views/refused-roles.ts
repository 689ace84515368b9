import type { Refusal } from "@/components/form/use-outcome";
import type { ViewSharing } from "@/lib/leads/views/schema";

/** The roles whose list can't open with a view, by their names; empty where it was saved or refused for something else. */
export function rolesRefused(refusal: Refusal | null, { roles }: ViewSharing): string {
  const refused = refusal?.details?.["roles"]?.split(",") ?? [];
  return roles
    .filter(({ id }) => refused.includes(id))
    .map(({ name }) => name)
    .join(", ");
}
