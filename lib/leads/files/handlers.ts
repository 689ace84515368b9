import { dropFileJob } from "@/lib/core/files/holding";
import { handleJob } from "@/lib/core/queue";
import { sweepFilesJob } from "@/lib/leads/files/jobs";
import { dropUnnamed, sweepFiles } from "@/lib/leads/files/sweeping/commands";

export const dropFileHandler = handleJob(dropFileJob, ({ digest }) => dropUnnamed(digest));

export const sweepFilesHandler = handleJob(sweepFilesJob, () => sweepFiles(new Date()));
