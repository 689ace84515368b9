import { precondition } from "@/lib/core/errors";
import { mentionLetter } from "@/lib/leads/notes/letters";
import { mentionNames, peopleWhoSee } from "@/lib/leads/notes/queries";
import { mentionsIn, MOST_MENTIONS } from "@/lib/leads/notes/schema";
import { leadLabel } from "@/lib/leads/schema";
import { post } from "@/lib/settings/mail/commands";
import { mailOutlook } from "@/lib/settings/mail/queries";
import type { ActivePerson } from "@/lib/auth/queries";
import type { Ctx, UserActor } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Lead } from "@/lib/core/prisma/client";

/**
 * The people a note names, or a refusal where one of them may not see the lead: they would be told of something that
 * doesn't exist for them. Whoever was named in it before and has lost sight of the lead since may stay named.
 */
export async function mentionsAllowed(tx: Tx, lead: Lead, body: string, noteId?: string): Promise<ActivePerson[]> {
  const ids = mentionsIn(body);
  if (ids.length === 0) return [];
  if (ids.length > MOST_MENTIONS) throw precondition("mentionsTooMany");
  const [people, known] = [
    await peopleWhoSee({ tx }, lead),
    noteId === undefined ? [] : await tx.noteMention.findMany({ where: { noteId }, select: { userId: true } }),
  ];
  const allowed = people.filter(({ actor }) => ids.includes(actor.id));
  const isFine = (id: string) =>
    allowed.some(({ actor }) => actor.id === id) || known.some(({ userId }) => userId === id);
  if (!ids.every(isFine)) throw precondition("mentionUnseen");
  return allowed;
}

type Mentioning = { noteId: string; body: string; lead: Lead; author: UserActor; people: readonly ActivePerson[] };

/** Keeps who is named and writes to those who are for the first time; not to oneself, nor to who never came in. */
export async function mention(ctx: Ctx, tx: Tx, note: Mentioning): Promise<void> {
  const { noteId, body, lead, author, people } = note;
  const [ids, now] = [mentionsIn(body), ctx.now()];
  const known = await tx.noteMention.findMany({ where: { noteId }, select: { userId: true } });
  await tx.noteMention.updateMany({ where: { noteId, userId: { notIn: ids } }, data: { removedAt: now } });
  await tx.noteMention.updateMany({ where: { noteId, userId: { in: ids } }, data: { removedAt: null } });
  const fresh = people.filter(({ actor }) => known.every(({ userId }) => userId !== actor.id));
  if (fresh.length === 0) return;
  await tx.noteMention.createMany({ data: fresh.map(({ actor }) => ({ noteId, userId: actor.id, createdAt: now })) });
  const [names, { baseUrl }] = [await mentionNames({ tx }, [body]), await mailOutlook(tx)];
  const said = {
    ...{ author: author.name, label: leadLabel(lead.number), number: lead.number, body },
    lead: lead.contactName || lead.firm,
  };
  // What is told of the past is news to nobody.
  if (ctx.history) return;
  const told = fresh.filter(({ actor, isWrittenTo }) => actor.id !== author.id && isWrittenTo);
  await post(
    tx,
    now,
    told.map(({ actor: { email, locale } }) => ({
      kind: "mention",
      to: email,
      letter: mentionLetter(said, names, { locale, baseUrl }),
    })),
  );
}
