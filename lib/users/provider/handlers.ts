import { handleJob } from "@/lib/core/queue";
import { checkProvider } from "@/lib/users/provider/checking/commands";
import { checkProviderJob } from "@/lib/users/provider/jobs";

export const checkProviderHandler = handleJob(checkProviderJob, () => checkProvider());
