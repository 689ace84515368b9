import { z } from "zod";
import { defineJob } from "@/lib/core/queue";

/** Hands one mail to the server. When it is tried again is the mail's own matter; the queue repeats only what was killed. */
export const sendMailJob = defineJob("mail.send", z.object({ mailId: z.string() }), {
  retryLimit: 3,
  retryDelaySeconds: 30,
  expireInSeconds: 150,
});
