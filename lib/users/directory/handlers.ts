import { handleJob } from "@/lib/core/queue";
import { checkDirectory } from "@/lib/users/directory/checking/commands";
import { checkDirectoryJob } from "@/lib/users/directory/jobs";

export const checkDirectoryHandler = handleJob(checkDirectoryJob, () => checkDirectory());
