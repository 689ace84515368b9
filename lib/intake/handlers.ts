import { handleJob } from "@/lib/core/queue";
import { pullDueJob, pullSourceJob } from "@/lib/intake/jobs";
import { pullSource, startDuePulls } from "@/lib/intake/pulling/commands";

export const pullSourceHandler = handleJob(pullSourceJob, ({ sourceId }) => pullSource(sourceId));

export const pullDueHandler = handleJob(pullDueJob, async () => {
  await startDuePulls();
});
