import { z } from "zod";
import { defineJob } from "@/lib/core/queue";

/** Each night: what was sent long ago isn't kept any longer. */
export const forgetDeliveriesJob = defineJob("webhooks.forget", z.object({}), { retryLimit: 0, expireInSeconds: 3600 });
