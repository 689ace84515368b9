import { handleJob } from "@/lib/core/queue";
import { sendForgottenLink } from "@/lib/users/forgotten/commands";
import { forgottenJob } from "@/lib/users/forgotten/jobs";

export const forgottenHandler = handleJob(forgottenJob, sendForgottenLink);
