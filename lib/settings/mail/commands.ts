import { authorize } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { forbidden, invalid, precondition } from "@/lib/core/errors";
import { given } from "@/lib/core/given";
import { newId } from "@/lib/core/id";
import { htmlOf, textOf } from "@/lib/core/mail/letter";
import { mutate } from "@/lib/core/mutate";
import { enqueue } from "@/lib/core/queue";
import { sealText } from "@/lib/core/secrets";
import { lettersIn } from "@/lib/i18n/words-in";
import { changesOf } from "@/lib/settings/commands";
import { MAIL_SUBJECT, mailForgotten, mailSentAgain, mailSettingsChanged, mailTestAsked } from "@/lib/settings/events";
import { wantedLetters } from "@/lib/settings/mail/alerts/queries";
import { sendMailJob } from "@/lib/settings/mail/jobs";
import { mailOutlook } from "@/lib/settings/mail/queries";
import { NO_MAIL } from "@/lib/settings/mail/schema";
import { deliverMail } from "@/lib/settings/mail/sending/commands";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Letter } from "@/lib/core/mail/letter";
import type { MailProblem } from "@/lib/core/mail/problems";
import type { MailState, MailTest, ResendMailInput, UpdateMailInput } from "@/lib/settings/mail/schema";

const SUBJECT = { subjectId: MAIL_SUBJECT, subjectLabel: "Mail" };
/** So many that wait are tried at once when the settings were mended; the rest at their own time. */
const MOST_AT_ONCE = 500;
/** After this a test that was killed is said to have been. */
const TEST_OVER_MS = 180_000;

/** `secret`: it holds a link that opens something, which nobody is to read in the ledger or in a backup. */
export type Posted = { kind: string; to: string; letter: Letter; secret?: boolean };

/**
 * Puts letters into the post, in the transaction of what they tell of: no letter without its cause, and none that whoever
 * it goes to doesn't want. Where mail isn't set up they are kept all the same, and say so.
 */
export async function post(tx: Tx, now: Date, letters: readonly Posted[]): Promise<void> {
  const { isSetUp } = await mailOutlook(tx);
  for (const { kind, to, letter, secret = false } of await wantedLetters(tx, letters)) {
    const id = newId();
    const [text, html] = [textOf(letter), htmlOf(letter)].map((words) => (secret ? sealText(words) : words));
    const written = { subject: letter.subject, text: text ?? "", html: html ?? "", sealed: secret };
    const state = isSetUp ? { state: "queued" } : { state: "failed", reason: "not_set_up" };
    await tx.mail.create({ data: { id, kind, to, ...written, ...state, createdAt: now } });
    if (isSetUp) await enqueue(tx, sendMailJob, { mailId: id });
  }
}

/** Edits how mail leaves. What waits is tried at once: the reason why it waits may just have been mended. */
export async function updateMail(ctx: Ctx, input: UpdateMailInput): Promise<void> {
  authorize(ctx, "settings.manage");
  await mutate(ctx, async (tx, emit) => {
    const { password, ...set } = given(input.set);
    await tx.mailServer.createMany({ data: [{ id: 1, ...NO_MAIL }], skipDuplicates: true });
    await tx.$queryRawUnsafe(`select 1 from "MailServer" where id = 1 for update`);
    const row = await tx.mailServer.findUniqueOrThrow({ where: { id: 1 } });
    const changes = await changesOf(tx, MAIL_SUBJECT, row, set, input.seen, { orElse: password !== undefined });
    const after = { ...row, ...set };
    for (const field of ["host", "fromAddress"] as const) {
      if (after[field] === "") throw invalid({ [field]: "required" });
    }
    const secret = secretOf(after.userName, password);
    await tx.mailServer.update({ where: { id: 1 }, data: { ...set, ...secret } });
    for (const { id } of await tx.mail.findMany({
      where: { state: "queued" },
      orderBy: { id: "asc" },
      take: MOST_AT_ONCE,
      select: { id: true },
    })) {
      await enqueue(tx, sendMailJob, { mailId: id });
    }
    emit(mailSettingsChanged, { ...SUBJECT, payload: { passwordSet: password !== undefined }, changes });
  });
}

/** Without a user there is nobody to sign in as. */
function secretOf(userName: string, password: string | undefined): { passwordSealed?: string } {
  if (userName === "") return { passwordSealed: "" };
  return password === undefined ? {} : { passwordSealed: password === "" ? "" : sealText(password) };
}

/** Mail is off again. What waits says so when its time comes. */
export async function forgetMail(ctx: Ctx): Promise<void> {
  authorize(ctx, "settings.manage");
  await mutate(ctx, async (tx, emit) => {
    const { count } = await tx.mailServer.deleteMany();
    if (count === 0) throw precondition("unchanged");
    emit(mailForgotten, { ...SUBJECT, payload: {} });
  });
}

/** Tries a mail once more that was given up; as often and as patiently as at first. */
export async function resendMail(ctx: Ctx, input: ResendMailInput): Promise<void> {
  authorize(ctx, "settings.manage");
  await mutate(ctx, async (tx, emit) => {
    const { count } = await tx.mail.updateMany({
      where: { id: input.mailId, state: "failed", kind: { not: "test" } },
      data: { state: "queued", tries: 0, nextAt: null },
    });
    if (count === 0) throw precondition("unchanged");
    await enqueue(tx, sendMailJob, { mailId: input.mailId });
    emit(mailSentAgain, { ...SUBJECT, payload: { mailId: input.mailId } });
  });
}

/** Sends a mail to who asks for it, now, and says how that ended. */
export async function testMail(ctx: Ctx): Promise<MailTest> {
  authorize(ctx, "settings.manage");
  const { actor } = ctx;
  if (actor.type !== "user") throw forbidden();
  const id = newId();
  const t = lettersIn(actor.locale);
  const letter = { subject: t("test.subject"), paragraphs: [t("test.text")], footer: t("footer") };
  await mutate(ctx, async (tx, emit) => {
    const written = { subject: letter.subject, text: textOf(letter), html: htmlOf(letter) };
    await tx.mail.create({ data: { id, kind: "test", to: actor.email, ...written, createdAt: ctx.now() } });
    await enqueue(tx, sendMailJob, { mailId: id }, { startAfter: new Date(Date.now() + TEST_OVER_MS) });
    emit(mailTestAsked, { ...SUBJECT, payload: {} });
  });
  await deliverMail(id);
  const { state, reason, detail, to } = await database().mail.findUniqueOrThrow({ where: { id } });
  return { state: state as MailState, reason: reason as MailProblem | "", detail, to };
}
