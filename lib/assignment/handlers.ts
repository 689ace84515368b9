import { handleJob } from "@/lib/core/queue";
import { countResults } from "@/lib/assignment/results/commands";
import { countResultsJob } from "@/lib/assignment/jobs";

export const countResultsHandler = handleJob(countResultsJob, () => countResults(new Date()));
