import { z } from "zod";
import { defineJob } from "@/lib/core/queue";

/** Each hour: whom the provider let in long ago signs in again. */
export const checkProviderJob = defineJob("provider.check", z.object({}), { retryLimit: 0, expireInSeconds: 900 });
