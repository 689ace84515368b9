import { z } from "zod";
import { defineJob } from "@/lib/core/queue";

/** Each quarter of an hour: what was sealed since. */
export const checkNewJob = defineJob("audit.checkNew", z.object({}), { retryLimit: 0, expireInSeconds: 3600 });

/** Once a week, and whenever somebody asks: every seal and every event. A log of years takes hours without hurry. */
export const checkWholeJob = defineJob("audit.checkWhole", z.object({}), { retryLimit: 1, expireInSeconds: 6 * 3600 });

/** Each night: what isn't kept any longer goes, and with it where it came from. */
export const dropOldJob = defineJob("audit.dropOld", z.object({}), { retryLimit: 0, expireInSeconds: 6 * 3600 });
