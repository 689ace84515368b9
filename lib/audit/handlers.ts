import { checkLog } from "@/lib/audit/checking/commands";
import { checkNewJob, checkWholeJob, dropOldJob } from "@/lib/audit/jobs";
import { dropOldEvents } from "@/lib/audit/retention/commands";
import { handleJob } from "@/lib/core/queue";

export const checkNewHandler = handleJob(checkNewJob, async () => {
  await checkLog({ kind: "new", unhurried: true });
});

export const checkWholeHandler = handleJob(checkWholeJob, async () => {
  await checkLog({ kind: "whole", unhurried: true });
});

export const dropOldHandler = handleJob(dropOldJob, async () => {
  await dropOldEvents(new Date());
});
