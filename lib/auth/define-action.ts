import { headers } from "next/headers";
import { currentActor, currentHolder } from "@/lib/auth/session";
import { actionDefiner } from "@/lib/core/define-action";
import { routeDefiner } from "@/lib/core/define-route";

/** A server action of the signed-in user. */
export const defineAction = actionDefiner(currentActor, headers);

/** An action about one's own way in, also of whoever owes a second factor and may do nothing else. */
export const defineOwnAction = actionDefiner(async () => (await currentHolder())?.actor, headers);

/** An action for people who aren't signed in; its verb asks for something else that opens it, a one-time token. */
export const definePublicAction = actionDefiner(
  () => Promise.resolve({ type: "system", name: "visitor" } as const),
  headers,
  "door",
);

/** A JSON route of the signed-in user. */
export const defineRoute = routeDefiner(currentActor);
