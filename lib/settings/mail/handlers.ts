import { handleJob } from "@/lib/core/queue";
import { sendMailJob } from "@/lib/settings/mail/jobs";
import { deliverMail } from "@/lib/settings/mail/sending/commands";

export const sendMailHandler = handleJob(sendMailJob, ({ mailId }) => deliverMail(mailId));
