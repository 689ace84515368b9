import { openBoss, prepareQueues } from "@/lib/core/queue";
import { JOBS } from "@/lib/jobs/registry";

// The queue's own tables, for databases that no worker has started on.
const boss = await openBoss({ supervise: false, schedule: false });
await prepareQueues(boss, JOBS);
await boss.stop({ graceful: true });
process.exit(0);
