import { scopeOf } from "@/lib/core/ctx";
import type { NavIconName } from "@/components/shell/nav-items";
import type { Actor } from "@/lib/core/ctx";
import type { Permission } from "@/lib/core/permissions";

type Room = { key: NavIconName; href: string; needs?: Permission; group?: string };

/** In order of use. Hiding a room is courtesy: what is in it is asked again by every query. */
const ROOMS = [
  { key: "home", href: "/" },
  { key: "leads", href: "/leads", needs: "lead.read" },
  { key: "intake", href: "/intake", needs: "intake.read" },
  { key: "users", href: "/users", needs: "user.read", group: "admin" },
  { key: "settings", href: "/settings", needs: "settings.manage", group: "admin" },
] as const satisfies readonly Room[];

export function roomsFor(actor: Actor) {
  return ROOMS.filter((room) => !("needs" in room) || scopeOf(actor, room.needs) !== undefined);
}
