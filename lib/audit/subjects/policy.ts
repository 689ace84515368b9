import { scopeOf } from "@/lib/core/ctx";
import { NO_ID } from "@/lib/core/id";
import type { Actor } from "@/lib/core/ctx";
import type { Permission } from "@/lib/core/permissions";

type Place = { needs: Permission; href: (id: string) => string };

const at =
  (path: string): Place["href"] =>
  () =>
    path;

/** Where what an entry is about can be seen. What is there to see is asked again by the page. */
const PLACES: Record<string, Place> = {
  user: { needs: "user.read", href: (id) => `/users/${id}` },
  role: { needs: "role.manage", href: (id) => `/users/roles/${id}` },
  source: { needs: "intake.read", href: (id) => `/intake/sources/${id}` },
  delivery: { needs: "intake.read", href: (id) => `/intake/deliveries/${id}` },
  replay: { needs: "intake.read", href: (id) => `/intake/deliveries/replays/${id}` },
  import: { needs: "lead.import", href: (id) => `/intake/imports/${id}` },
  calendar: { needs: "settings.manage", href: (id) => `/settings/calendars/${id}` },
  webhook: { needs: "apiKey.manage", href: at("/settings/webhooks") },
  apiKey: { needs: "apiKey.manage", href: at("/settings/api-keys") },
  status: { needs: "settings.manage", href: at("/settings/statuses") },
  leadType: { needs: "settings.manage", href: at("/settings/lead-types") },
  lostReason: { needs: "settings.manage", href: at("/settings/lost-reasons") },
  customField: { needs: "settings.manage", href: at("/settings/fields") },
  tag: { needs: "settings.manage", href: at("/settings/tags") },
  service: { needs: "settings.manage", href: at("/settings/services") },
  target: { needs: "settings.manage", href: at("/settings/targets") },
  template: { needs: "settings.manage", href: at("/settings/templates") },
  mail: { needs: "settings.manage", href: at("/settings/mail") },
  organisation: { needs: "settings.manage", href: at("/settings/organisation") },
  company: { needs: "settings.manage", href: at("/settings/organisation") },
};

/** `number`: of a lead that the actor may see. */
export function subjectHref(
  actor: Actor,
  { subjectType, subjectId }: { subjectType: string; subjectId: string },
  number: number | undefined,
): string | undefined {
  if (number !== undefined) return `/leads/${number}`;
  const place = PLACES[subjectType];
  if (!place || subjectId === NO_ID || scopeOf(actor, place.needs) === undefined) return undefined;
  return place.href(subjectId);
}
