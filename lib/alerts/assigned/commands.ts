import { assignedLetter } from "@/lib/alerts/assigned/letters";
import { MOST_NAMED, TOGETHER_MS, TOO_LATE_MS, givenInput } from "@/lib/alerts/assigned/schema";
import { actorsWith } from "@/lib/auth/queries";
import { isAlone } from "@/lib/core/alone";
import { database } from "@/lib/core/db";
import { leadAssigned } from "@/lib/leads/events";
import { BY_ASSIGNMENT, givesBack } from "@/lib/leads/ownership/schema";
import { post } from "@/lib/settings/mail/commands";
import { mailOutlook } from "@/lib/settings/mail/queries";
import type { GivenLead } from "@/lib/alerts/assigned/letters";
import type { Posted } from "@/lib/settings/mail/commands";
import type { Tx } from "@/lib/core/db";
import type { StoredEvent } from "@/lib/core/events";

/**
 * Writes down whom these events gave a lead, in the reader's own transaction. What came as history, what somebody took
 * themselves and what only came back to them is no news.
 */
export async function noteAssigned(events: StoredEvent[], tx: Tx): Promise<void> {
  const since = Date.now() - TOO_LATE_MS;
  const rows = events
    .filter(({ name, history, occurredAt }) => name === leadAssigned.name && !history && occurredAt.getTime() > since)
    .flatMap(({ payload, actorId, actorType, actorLabel, subjectId, occurredAt }) => {
      const { ownerId, method, reason } = givenInput.parse(payload);
      if (ownerId === null || ownerId === actorId || givesBack(method)) return [];
      const rule = method === BY_ASSIGNMENT ? reason : "";
      const giver = actorType === "user" && rule === "" ? actorLabel : "";
      return [{ userId: ownerId, leadId: subjectId, giver, rule, assignedAt: occurredAt }];
    });
  if (rows.length > 0) await tx.untoldLead.createMany({ data: rows, skipDuplicates: true });
}

/** Tells everybody who was given leads and wasn't told lately, each in one mail. */
export async function tellAssigned(now = new Date()): Promise<void> {
  if ((await database().untoldLead.count({ take: 1 })) === 0) return;
  await database().$transaction(
    async (tx) => {
      if (!(await isAlone(tx, "alerts:assigned"))) return;
      const before = (age: number) => new Date(now.getTime() - age);
      const news = await tx.$queryRawUnsafe<News[]>(TAKE_NEWS, before(TOGETHER_MS), before(TOO_LATE_MS), MOST_NAMED);
      const told = await lettersFor(tx, news);
      await post(
        tx,
        now,
        told.map(({ posted }) => posted),
      );
      const userIds = told.map(({ userId }) => userId);
      await tx.toldOfLeads.deleteMany({ where: { userId: { in: userIds } } });
      await tx.toldOfLeads.createMany({ data: userIds.map((userId) => ({ userId, at: now })) });
    },
    { timeout: 60_000 },
  );
}

/** One of the first leads that somebody is to be told of, and how many there are in all. */
type News = GivenLead & { userId: string; count: number };

/** Takes what is to be told out, in one statement: what comes meanwhile stays. Without what has gone on to somebody else. Values: told before, given after, how many are named. */
const TAKE_NEWS = `
  with taken as (
    delete from "UntoldLead" w
     where not exists (select 1 from "ToldOfLeads" t where t."userId" = w."userId" and t.at > $1::timestamptz)
    returning w.*),
  news as (
    select t."userId", t.giver, t.rule, l.number, l."contactName", l.firm, l.service,
           row_number() over (partition by t."userId" order by t."assignedAt", l.number) as nth,
           count(*) over (partition by t."userId")::int as count
      from taken t join "Lead" l on l.id = t."leadId" and l."ownerId" = t."userId"
     where t."assignedAt" > $2::timestamptz)
  select "userId"::text, giver, rule, number, "contactName", firm, service, count
    from news where nth <= $3 order by "userId", nth`;

type Told = { userId: string; posted: Posted };

/** One letter to each who reads mail. Whoever has a lead sees it, unless they see none. */
async function lettersFor(tx: Tx, news: readonly News[]): Promise<Told[]> {
  const [people, { baseUrl }] = [await actorsWith(tx, "lead.read"), await mailOutlook(tx)];
  return people.flatMap(({ actor, isWrittenTo }) => {
    const given = news.filter(({ userId }) => userId === actor.id);
    const count = given[0]?.count;
    if (!isWrittenTo || count === undefined) return [];
    const letter = assignedLetter({ given, count }, { locale: actor.locale, baseUrl });
    return [{ userId: actor.id, posted: { kind: "assigned", to: actor.email, letter } }];
  });
}
