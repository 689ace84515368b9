import { currentActor } from "@/lib/auth/session";
import { actionDefiner } from "@/lib/core/define-action";
import { routeDefiner } from "@/lib/core/define-route";

/** A server action of the signed-in user. */
export const defineAction = actionDefiner(currentActor);

/** A JSON route of the signed-in user. */
export const defineRoute = routeDefiner(currentActor);
