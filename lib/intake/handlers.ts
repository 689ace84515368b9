import { handleJob } from "@/lib/core/queue";
import { pullSourceJob, reconcileJob, reconcileNightJob, watchJob } from "@/lib/intake/jobs";
import { askNightly } from "@/lib/intake/proof/commands";
import { reconcile } from "@/lib/intake/proof/reconciling/commands";
import { pullSource } from "@/lib/intake/pulling/running/commands";
import { watchSources } from "@/lib/intake/watching/commands";

export const pullSourceHandler = handleJob(pullSourceJob, ({ sourceId, asked }) => pullSource(sourceId, { asked }));

export const reconcileHandler = handleJob(reconcileJob, reconcile);

export const reconcileNightHandler = handleJob(reconcileNightJob, async () => {
  await askNightly(new Date());
});

export const watchHandler = handleJob(watchJob, () => watchSources(new Date()));
