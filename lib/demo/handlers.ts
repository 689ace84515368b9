import { systemCtx } from "@/lib/core/ctx";
import { handleJob } from "@/lib/core/queue";
import { finishDemo } from "@/lib/demo/commands";
import { demoJob } from "@/lib/demo/jobs";
import { loadStage } from "@/lib/demo/queries";
import { DEMO_DAYS } from "@/lib/demo/schema";
import { tellDemo } from "@/lib/demo/telling/commands";

export const loadDemo = handleJob(demoJob, async ({ now, leads, requestId }) => {
  const ctx = systemCtx("demo", { requestId });
  await tellDemo(await loadStage(ctx), { leads, days: DEMO_DAYS, now: new Date(now) });
  await finishDemo(ctx, leads);
});
