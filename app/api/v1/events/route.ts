import { defineApiRoute } from "@/lib/auth/define-api-route";
import { listEvents } from "@/lib/webhooks/reading/queries";
import { listEventsInput } from "@/lib/webhooks/reading/schema";

export const GET = defineApiRoute({ input: listEventsInput, run: listEvents });
