import { handleJob } from "@/lib/core/queue";
import { pullDueJob, pullSourceJob } from "@/lib/intake/jobs";
import { startDuePulls } from "@/lib/intake/pulling/commands";
import { pullSource } from "@/lib/intake/pulling/running/commands";

export const pullSourceHandler = handleJob(pullSourceJob, ({ sourceId }) => pullSource(sourceId));

export const pullDueHandler = handleJob(pullDueJob, async () => {
  await startDuePulls();
});
