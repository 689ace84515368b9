import { handleJob } from "@/lib/core/queue";
import { forgetDeliveries } from "@/lib/webhooks/forgetting/commands";
import { forgetDeliveriesJob } from "@/lib/webhooks/jobs";
import { queueDeliveries } from "@/lib/webhooks/queueing/commands";
import type { Consumer } from "@/lib/core/consumers";

/** Writes down what each address is to be sent. */
export const webhookQueuer: Consumer = { name: "webhooks", handle: queueDeliveries };

export const forgetDeliveriesHandler = handleJob(forgetDeliveriesJob, async () => {
  await forgetDeliveries(new Date());
});
