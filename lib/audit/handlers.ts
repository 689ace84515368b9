import { checkLog } from "@/lib/audit/checking/commands";
import { checkNewJob, checkWholeJob, dropOldJob } from "@/lib/audit/jobs";
import { dropOldEvents } from "@/lib/audit/retention/commands";
import { sealNext } from "@/lib/audit/sealing/commands";
import { dropUnnamedOrigins } from "@/lib/audit/retention/origins/commands";
import { handleJob } from "@/lib/core/queue";

export const checkNewHandler = handleJob(checkNewJob, async () => {
  await checkLog({ kind: "new", unhurried: true });
});

/** Whoever asks means everything there is now. */
export const checkWholeHandler = handleJob(checkWholeJob, async () => {
  while (await sealNext({ atOnce: true }));
  await checkLog({ kind: "whole", unhurried: true });
});

export const dropOldHandler = handleJob(dropOldJob, async () => {
  await dropOldEvents(new Date());
  await dropUnnamedOrigins();
});
