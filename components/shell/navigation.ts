import { scopeOf } from "@/lib/core/ctx";
import type { NavIconName } from "@/components/shell/nav-items";
import type { Actor } from "@/lib/core/ctx";
import type { Permission } from "@/lib/core/permissions";

type RoomKey = Extract<NavIconName, "home" | "leads" | "tasks" | "intake" | "assignment" | "users" | "settings">;
type Room = { key: RoomKey; href: string; needs?: Permission | readonly Permission[]; group?: string };

/** In order of use. Hiding a room is courtesy: what is in it is asked again by every query. */
const ROOMS = [
  { key: "home", href: "/" },
  { key: "leads", href: "/leads", needs: "lead.read" },
  { key: "tasks", href: "/tasks", needs: "lead.update" },
  { key: "intake", href: "/intake", needs: "intake.read" },
  { key: "assignment", href: "/settings/assignment", needs: ["settings.manage", "lead.assign"] },
  { key: "users", href: "/users", needs: "user.read", group: "admin" },
  { key: "settings", href: "/settings", needs: "settings.manage", group: "admin" },
] as const satisfies readonly Room[];

/** Parts of the settings that a role may have without the rest. */
const PARTS: readonly { href: string; needs: Permission }[] = [
  { href: "/settings/api-keys", needs: "apiKey.manage" },
  { href: "/settings/audit", needs: "audit.read" },
];

export function roomsFor(actor: Actor): Room[] {
  return ROOMS.flatMap((room: Room) => {
    if (!room.needs || [room.needs].flat().some((one) => scopeOf(actor, one) !== undefined)) return [room];
    if (room.key !== "settings") return [];
    // Of the settings this is all that such a role has.
    const only = PARTS.find(({ needs }) => scopeOf(actor, needs) !== undefined);
    return only ? [{ ...room, href: only.href }] : [];
  });
}
