import { z } from "zod";
import { defineJob } from "@/lib/core/queue";

/** Reads one form's submissions from its site. A failed pull says so itself and is tried again at its next time. */
export const pullSourceJob = defineJob(
  "intake.pullSource",
  z.object({ sourceId: z.string(), asked: z.boolean().default(false) }),
  {
    retryLimit: 0,
    // A first pull may read for long; one that was killed is seen by its own clock.
    expireInSeconds: 3600,
    // Nor do other sites wait for it, or for one that doesn't answer.
    workers: 4,
  },
);

/** Compares what a site says it had with what arrived; with `fetch`, what is known to be missing is fetched first. */
export const reconcileJob = defineJob(
  "intake.reconcile",
  z.object({ reconciliationId: z.string(), fetch: z.boolean() }),
  { retryLimit: 0, expireInSeconds: 3600 },
);

/** Each hour: from the organisation's night on, asks every site that wasn't asked that day. */
export const reconcileNightJob = defineJob("intake.reconcileNight", z.object({}), {
  retryLimit: 0,
  expireInSeconds: 300,
});

/** Each quarter of an hour: looks whether a form is quieter than chance explains. */
export const watchJob = defineJob("intake.watch", z.object({}), { retryLimit: 0, expireInSeconds: 600 });
