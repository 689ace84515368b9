import { handleJob } from "@/lib/core/queue";
import { receiveRequest } from "@/lib/users/requests/commands";
import { accessAskedJob } from "@/lib/users/requests/jobs";

export const accessAskedHandler = handleJob(accessAskedJob, receiveRequest);
