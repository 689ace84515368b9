import { database } from "@/lib/core/db";
import { sendMail } from "@/lib/core/mail/gateway";
import { isFinal } from "@/lib/core/mail/problems";
import { enqueue } from "@/lib/core/queue";
import { openText } from "@/lib/core/secrets";
import { sendMailJob } from "@/lib/settings/mail/jobs";
import { mailServer } from "@/lib/settings/mail/queries";
import type { Mail } from "@/lib/core/prisma/client";
import type { Sending } from "@/lib/core/mail/gateway";

const MINUTE_MS = 60_000;
/** Minutes until it is tried again, after the first failure, the second…; together most of a day. */
const PATIENCE = [1, 5, 15, 60, 180, 360, 720];
/** A sending takes less than this; one that has taken longer was killed. */
const KILLED_MS = 100_000;

/**
 * Tries to hand a mail to the server once, and keeps how that ended. It is marked before it is sent: a process killed in
 * between leaves a mail that may have gone, and such a one isn't sent a second time.
 */
export async function deliverMail(id: string, now: () => Date = () => new Date()): Promise<void> {
  const server = await mailServer();
  const { count } = await database().mail.updateMany({
    where: { id, state: "queued" },
    data: { state: "sending", triedAt: now(), tries: { increment: 1 }, nextAt: null },
  });
  if (count === 0) {
    await giveUpKilled(id, now());
    return;
  }
  const mail = await database().mail.findUniqueOrThrow({ where: { id } });
  const result = server
    ? await sendMail(server, opened(mail))
    : ({ sent: false, problem: "not_set_up", detail: "" } satisfies Sending);
  await record(mail, result, now());
}

function opened(mail: Mail): Mail {
  return mail.sealed ? { ...mail, text: openText(mail.text), html: openText(mail.html) } : mail;
}

async function giveUpKilled(id: string, now: Date): Promise<void> {
  await database().mail.updateMany({
    where: { id, state: "sending", triedAt: { lt: new Date(now.getTime() - KILLED_MS) } },
    data: { state: "failed", reason: "interrupted" },
  });
}

async function record(mail: Mail, result: Sending, now: Date): Promise<void> {
  const where = { id: mail.id, state: "sending" };
  if (result.sent) {
    const gone = mail.sealed && { text: "", html: "" };
    await database().mail.updateMany({ where, data: { state: "sent", reason: "", detail: "", sentAt: now, ...gone } });
    return;
  }
  const { problem: reason, detail } = result;
  const wait = PATIENCE[mail.tries - 1];
  // A test's answer is what somebody waits for.
  if (isFinal(reason) || reason === "not_set_up" || wait === undefined || mail.kind === "test") {
    await database().mail.updateMany({ where, data: { state: "failed", reason, detail } });
    return;
  }
  const nextAt = new Date(now.getTime() + wait * MINUTE_MS);
  await database().$transaction(async (tx) => {
    const { count } = await tx.mail.updateMany({ where, data: { state: "queued", reason, detail, nextAt } });
    if (count > 0) await enqueue(tx, sendMailJob, { mailId: mail.id }, { startAfter: nextAt });
  });
}
