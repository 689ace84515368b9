import { database } from "@/lib/core/db";
import { homeOf } from "@/lib/intake/home-address";
import { SUBMITTED } from "@/lib/intake/inbox/conditions";
import { companionIn, siteIn } from "@/lib/intake/proof/companions";
import { DAY_MS } from "@/lib/intake/proof/days";
import { MOST_DAYS } from "@/lib/intake/proof/schema";
import { COMPANION_HEADER, secretsOf } from "@/lib/intake/signature";
import type { FormerSite } from "@/lib/intake/proof/schema";
import type { Site } from "@/lib/intake/pulling/gateway";

/** A site whose companion sends to a source: what our questions are signed by, and when it first did. */
export type Companion = Site & { secret: string; home: string; since: Date };

/** What a visitor sent by a companion: a test that somebody has a copy of the site send says nothing of where leads come from. */
export const BY_COMPANION = `jsonb_exists(d.headers, '${COMPANION_HEADER}') and d.via = 'push' and d.rehearsed is null
  and d.state not in ('received', 'quarantined') and d.reason <> 'test_ping'`;

/** The text in which a companion's submission names its site; empty of everything else. */
export const SITE_SAID = "delivery_site(d.headers, d.path, d.body)";

/**
 * `companions`: every site whose companion sent something to the source lately; of one that hasn't for long, the last. Not
 * those that are no more, as somebody said after they last sent something.
 * `unproved`: the addresses of sites whose companions have another secret than the source: the line of before it was made.
 * `former`: those that are no more, as somebody said, and have sent nothing since.
 */
export type Sites = { companions: Companion[]; unproved: string[]; former: FormerSite[] };

export async function sitesOf(sourceId: string): Promise<Sites> {
  const source = await database().source.findUnique({
    where: { id: sourceId },
    select: { secretSealed: true, previousSecretSealed: true, previousSecretUntil: true },
  });
  if (!source?.secretSealed) return { companions: [], unproved: [], former: [] };
  const secrets = secretsOf(source, new Date());
  const lately = await sendersIn(sourceId, secrets, LATELY, new Date(Date.now() - MOST_DAYS * DAY_MS));
  const senders = lately.size > 0 ? lately : await sendersIn(sourceId, secrets, LAST, new Date(0));
  for (const test of await testsOf(sourceId, secrets)) learnSecret(senders, test);
  const former = (await leftSites(sourceId)).filter(({ home, leftAt }) => {
    const sender = senders.get(home);
    return !sender || sender.lastAt <= leftAt;
  });
  const there = [...senders].filter(([home]) => former.every((one) => one.home !== home));
  const companions = await Promise.all(
    there.flatMap(([home, { url, said, secret }]) =>
      secret === null ? [] : [companionAt(sourceId, { url, userName: "", password: "", secret, home }, said)],
    ),
  );
  const unproved = there.filter(([, { secret }]) => secret === null).map(([, { url }]) => url);
  return { companions, unproved, former };
}

async function companionAt(sourceId: string, site: Omit<Companion, "since">, said: string[]): Promise<Companion> {
  return { ...site, since: await firstOf(sourceId, said) };
}

type Sent = { method: string; path: string; headers: unknown; body: Uint8Array; receivedAt: Date; said: string };

/** So many of a site's last submissions are looked at for a signature: one that was cut has none. */
const LOOKED_AT = 5;

const LATELY = `
  select method, path, headers, body, "receivedAt", ${SITE_SAID} as said from "Delivery" d where id in (
    select id from (
      select d.id, row_number() over (partition by ${SITE_SAID} order by d."receivedAt" desc) as number
        from "Delivery" d where d."sourceId" = $1::uuid and d."receivedAt" >= $2::timestamptz and ${BY_COMPANION}) as late
     where number <= ${LOOKED_AT})
   order by "receivedAt" desc`;

const LAST = `
  select method, path, headers, body, "receivedAt", ${SITE_SAID} as said from (
    select * from "Delivery" where "sourceId" = $1::uuid and "receivedAt" >= $2::timestamptz
     order by "receivedAt" desc limit 500) as d
   where ${BY_COMPANION} order by "receivedAt" desc limit 1`;

/** `signedAt`: when what was signed last came. */
type Sender = { url: string; said: string[]; lastAt: Date; secret: string | null; signedAt: Date };

/**
 * By their addresses as they are compared: the last signed one's address and the secret that it was signed with, which is the
 * one that the site knows; of one without any the last; and each way it was written.
 */
async function sendersIn(
  sourceId: string,
  secrets: readonly string[],
  query: string,
  since: Date,
): Promise<Map<string, Sender>> {
  const senders = new Map<string, Sender>();
  for (const sent of await database().$queryRawUnsafe<Sent[]>(query, sourceId, since)) {
    const secret = secrets.find((one) => companionIn(sent, one) !== null) ?? null;
    const url = siteIn(sent.body);
    if (url === null) continue;
    const known = senders.get(homeOf(url)) ?? {
      url,
      said: [],
      lastAt: sent.receivedAt,
      secret: null,
      signedAt: new Date(0),
    };
    if (secret === null) senders.set(homeOf(url), known);
    else {
      const signed = known.secret === null ? { url, secret, signedAt: sent.receivedAt } : {};
      senders.set(homeOf(url), { ...known, ...signed, said: [...known.said, sent.said] });
    }
  }
  return senders;
}

const TESTS = `
  select method, path, headers, body, "receivedAt", '' as said from "Delivery" d
   where d."sourceId" = $1::uuid and d.via = 'push' and d.reason = 'test_ping' and jsonb_exists(d.headers, '${COMPANION_HEADER}')
     and d."receivedAt" >= $2::timestamptz
   order by "receivedAt" desc limit 50`;

type Test = { url: string; secret: string; receivedAt: Date };

/** The tests that companions sent lately, signed with a secret that counts; the newest first. */
async function testsOf(sourceId: string, secrets: readonly string[]): Promise<Test[]> {
  const since = new Date(Date.now() - MOST_DAYS * DAY_MS);
  const sent = await database().$queryRawUnsafe<Sent[]>(TESTS, sourceId, since);
  return sent.flatMap((test) => {
    const url = siteIn(test.body);
    const secret = secrets.find((one) => companionIn(test, one) !== null);
    return url === null || secret === undefined ? [] : [{ url, secret, receivedAt: test.receivedAt }];
  });
}

/** A test makes no site one that sends leads, but one that does shows by it which line it has now. */
function learnSecret(senders: Map<string, Sender>, { url, secret, receivedAt }: Test): void {
  const sender = senders.get(homeOf(url));
  if (!sender || sender.signedAt >= receivedAt) return;
  senders.set(homeOf(url), { ...sender, url: sender.secret === null ? url : sender.url, secret, signedAt: receivedAt });
}

/** Which sites of a source are no more, as somebody said at some time. */
async function leftSites(sourceId: string): Promise<FormerSite[]> {
  const rows = await database().formerSite.findMany({
    where: { sourceId },
    orderBy: { leftAt: "desc" },
    include: { leftBy: { select: { firstName: true, lastName: true } } },
  });
  return rows.map(({ home, leftAt, leftBy }) => ({
    ...{ home, leftAt },
    by: leftBy && `${leftBy.firstName} ${leftBy.lastName}`.trim(),
  }));
}

/** A queue that was late needn't have sent them in order: so many of the first are looked at. */
const FIRST = 20;

/** When the first of what a site sent was submitted. */
async function firstOf(sourceId: string, said: string[]): Promise<Date> {
  const [row] = await database().$queryRawUnsafe<{ at: Date | null }[]>(
    `select min(at) as at from (
       select ${SUBMITTED} as at from "Delivery" d
        where d."sourceId" = $1::uuid and ${BY_COMPANION} and ${SITE_SAID} = any($2::text[])
        order by d."receivedAt" limit ${FIRST}) as first`,
    sourceId,
    said,
  );
  return row?.at ?? new Date(0);
}
