import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { sourceQuietOver, sourceWentQuiet } from "@/lib/intake/events";
import { quietLetter, quietOverLetter } from "@/lib/intake/watching/letters";
import { intakeManagers } from "@/lib/intake/watching/queries";
import { post } from "@/lib/settings/mail/commands";
import { mailOutlook } from "@/lib/settings/mail/queries";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Letter } from "@/lib/core/mail/letter";
import type { Reader } from "@/lib/intake/watching/letters";
import type { QuietKind } from "@/lib/intake/watching/schema";

type Source = { id: string; name: string; companyId: string };
type Open = { id: string; kind: string; since: Date; form: string; formName: string };

/** One of the several forms that send to a source; of them all both are empty. */
type Of = { form: string; name: string };
const ALL: Of = { form: "", name: "" };
const nameOf = ({ form, name }: Of) => (form === "" ? null : name);
const inEvent = (name: string | null) => (name === null ? {} : { form: name });

/** That a form is quiet, in numbers. */
export type Finding = {
  kind: QuietKind;
  since: Date;
  expected: number;
  arrived: number;
  oneIn: number;
  weeks: number;
};

const about = ({ id, name, companyId }: Source) => ({ subjectId: id, subjectLabel: name, companyIds: [companyId] });
const columns = ({ kind, since, expected, arrived, oneIn, weeks }: Finding) => ({
  ...{ kind, since, expected, arrived, oneIn, weeks },
});

/** Another process was faster. */
class AlreadySaid extends Error {}

/** An alarm, its event and its mails: together, and once. */
export async function openAlarm(ctx: Ctx, source: Source, finding: Finding, of: Of = ALL): Promise<void> {
  const now = ctx.now();
  await unlessSaid(() =>
    mutate(ctx, async (tx, emit) => {
      const ofForm = { form: of.form, formName: of.name };
      const data = { id: newId(), sourceId: source.id, ...ofForm, openedAt: now, ...columns(finding) };
      const { count } = await tx.quietAlarm.createMany({ data, skipDuplicates: true });
      if (count === 0) throw new AlreadySaid();
      const { since, ...payload } = columns(finding);
      emit(sourceWentQuiet, {
        ...about(source),
        payload: { ...payload, ...inEvent(nameOf(of)), since: since.toISOString() },
      });
      const alarm = { ...finding, sourceId: source.id, source: source.name, form: nameOf(of) };
      await writeToManagers(tx, now, "quiet", (to) => quietLetter(alarm, to));
    }),
  );
}

/** What is usual by now grows with the silence. */
export async function recountAlarm(open: Open, finding: Finding): Promise<void> {
  await database().quietAlarm.updateMany({ where: { id: open.id, closedAt: null }, data: columns(finding) });
}

/** The form is told apart from another site's since: the same silence, under the name it has now. */
export async function callAlarm(open: Open, { form, name }: Of): Promise<void> {
  await database().quietAlarm.updateMany({ where: { id: open.id, closedAt: null }, data: { form, formName: name } });
}

/** It is over. Whoever paused the source, switched the watch off or says that form or site isn't used knows it already. */
export async function closeAlarm(
  ctx: Ctx,
  source: Source,
  open: Open,
  { by, at }: { by: "arrived" | "usual" | "paused" | "off" | "retired" | "left"; at: Date },
): Promise<void> {
  await unlessSaid(() =>
    mutate(ctx, async (tx, emit) => {
      const { count } = await tx.quietAlarm.updateMany({
        where: { id: open.id, closedAt: null },
        data: { closedAt: at, closedBy: by },
      });
      if (count === 0) throw new AlreadySaid();
      const form = nameOf({ form: open.form, name: open.formName });
      emit(sourceQuietOver, { ...about(source), payload: { by, ...inEvent(form), since: open.since.toISOString() } });
      if (by !== "arrived" && by !== "usual") return;
      const over = { sourceId: source.id, source: source.name, form, since: open.since, at };
      await writeToManagers(tx, ctx.now(), "quietOver", (to) => quietOverLetter(over, to));
    }),
  );
}

async function unlessSaid(say: () => Promise<void>): Promise<void> {
  await say().catch((error: unknown) => {
    if (!(error instanceof AlreadySaid)) throw error;
  });
}

/** One letter to each who manages intake, in their language and by their clock. */
export async function writeToManagers(
  tx: Tx,
  now: Date,
  kind: string,
  letterFor: (to: Reader) => Letter,
): Promise<void> {
  const [managers, { baseUrl }] = [await intakeManagers(), await mailOutlook(tx)];
  await post(
    tx,
    now,
    managers.map(({ email, locale, timeZone }) => ({
      kind,
      to: email,
      letter: letterFor({ locale, timeZone, baseUrl }),
    })),
  );
}
