import { defineApiRoute } from "@/lib/auth/define-api-route";
import { deliveryReport } from "@/lib/intake/deliveries/queries";
import { replayInput } from "@/lib/intake/deliveries/schema";

export const GET = defineApiRoute({ input: replayInput, run: deliveryReport });
