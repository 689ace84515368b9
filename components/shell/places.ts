import { scopeOf } from "@/lib/core/ctx";
import type { NavIconName } from "@/components/shell/nav-items";
import type { Actor } from "@/lib/core/ctx";
import type { Permission } from "@/lib/core/permissions";

type Place = { href: string; icon: NavIconName; needs?: Permission };

/** What lies within the rooms. As with these, leaving one out is courtesy: each asks again who comes. */
const PLACES = {
  newLead: { href: "/leads/new", icon: "leads", needs: "lead.create" },
  export: { href: "/leads", icon: "leads", needs: "lead.export" },
  boardStatus: { href: "/leads/board", icon: "leads", needs: "lead.read" },
  boardOwner: { href: "/leads/board/owner", icon: "leads", needs: "lead.read" },
  duplicates: { href: "/leads/duplicates", icon: "leads", needs: "lead.merge" },
  mentions: { href: "/mentions", icon: "alerts" },
  arrivals: { href: "/intake/deliveries", icon: "intake", needs: "intake.read" },
  newSource: { href: "/intake/sources/new", icon: "sources", needs: "intake.manage" },
  rules: { href: "/intake/rules", icon: "intake", needs: "intake.read" },
  spam: { href: "/intake/spam", icon: "intake", needs: "intake.read" },
  proof: { href: "/intake/proof", icon: "intake", needs: "intake.read" },
  imports: { href: "/intake/imports", icon: "forms", needs: "lead.import" },
  fairness: { href: "/team/fairness", icon: "analytics", needs: "analytics.read" },
  newUser: { href: "/users/new", icon: "users", needs: "user.manage" },
  roles: { href: "/users/roles", icon: "users", needs: "role.manage" },
  profile: { href: "/profile", icon: "users" },
  statuses: { href: "/settings/statuses", icon: "settings", needs: "settings.manage" },
  lostReasons: { href: "/settings/lost-reasons", icon: "settings", needs: "settings.manage" },
  leadTypes: { href: "/settings/lead-types", icon: "settings", needs: "settings.manage" },
  fields: { href: "/settings/fields", icon: "settings", needs: "settings.manage" },
  tags: { href: "/settings/tags", icon: "settings", needs: "settings.manage" },
  services: { href: "/settings/services", icon: "settings", needs: "settings.manage" },
  targets: { href: "/settings/targets", icon: "settings", needs: "settings.manage" },
  calendars: { href: "/settings/calendars", icon: "settings", needs: "settings.manage" },
  templates: { href: "/settings/templates", icon: "forms", needs: "lead.read" },
  organisation: { href: "/settings/organisation", icon: "settings", needs: "settings.manage" },
  mail: { href: "/settings/mail", icon: "settings", needs: "settings.manage" },
  apiKeys: { href: "/settings/api-keys", icon: "settings", needs: "apiKey.manage" },
  webhooks: { href: "/settings/webhooks", icon: "settings", needs: "apiKey.manage" },
  audit: { href: "/settings/audit", icon: "audit", needs: "audit.read" },
} as const satisfies Record<string, Place>;
type PlaceKey = keyof typeof PLACES;

export function placesFor(actor: Actor): (Place & { key: PlaceKey })[] {
  return (Object.entries(PLACES) as [PlaceKey, Place][])
    .filter(([, { needs }]) => needs === undefined || scopeOf(actor, needs) !== undefined)
    .map(([key, place]) => ({ ...place, key }));
}
