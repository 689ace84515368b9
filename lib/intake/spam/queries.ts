import { fold } from "@/lib/core/text";
import { comparePhone } from "@/lib/core/phone";
import { homeInUserAgent } from "@/lib/intake/home-address";
import { textKey } from "@/lib/intake/spam/text-key";
import { fieldValue, listableOf, suspicions } from "@/lib/intake/spam/verdict";
import type { Tx } from "@/lib/core/db";
import type { Delivery } from "@/lib/core/prisma/client";
import type { Understood } from "@/lib/intake/schema";
import type { SpamReason } from "@/lib/intake/spam/schema";
import type { Listed } from "@/lib/intake/spam/verdict";

type Asked = {
  delivery: Pick<Delivery, "id" | "via" | "receivedAt" | "history" | "headers" | "ruling">;
  source: { id: string; spamOff: string[] };
  item: Understood;
  /** The same submission was taken for spam when it came before. */
  sameEntry?: boolean;
  /** The only one of its request; several are handed over by a program, whenever it does that. */
  alone?: boolean;
  /** Others of the same text that came before it in the same request, and aren't written yet. */
  beside?: readonly Understood[];
};

/** By a form, a fetch or a program: what people typed or brought, they know. */
const SENT = ["push", "pull", "api"];

/** What is sent to us or fetched fresh. History was looked at by whoever had it. */
const isJudged = ({ via, history }: Pick<Delivery, "via" | "history">): boolean =>
  // The demo tells as history what came to an open door.
  via === "demo" || (SENT.includes(via) && !history);

/** By which others of the same text are found; kept with what is looked at only. */
export const textKeyOf = (delivery: Pick<Delivery, "via" | "history">, item: Understood): string =>
  isJudged(delivery) ? textKey(item.message) : "";

const LISTED = `
  select list, kind, value, shown, "deliveryId" is null as "byHand" from "SpamEntry" where value = any($1::text[])
  union select list, kind, value, shown, "deliveryId" is null from "SpamEntry" where list = 'blocked' and kind = 'text'`;

/**
 * What speaks for spam in each of these arrivals, so far as its own words, the lists and what others sent tell. The same
 * few statements for one as for many, and each reads an index only.
 */
export async function suspect(tx: Tx, asked: readonly Asked[]): Promise<SpamReason[][]> {
  const judged = asked.filter(({ delivery }) => isJudged(delivery) && delivery.ruling === "");
  if (judged.length === 0) return asked.map(saidBefore);
  const keys = new Map(judged.map((one) => [one, valuesOf(one)]));
  const listed = await tx.$queryRawUnsafe<Listed[]>(LISTED, [...new Set([...keys.values()].flat())]);
  const others = await othersWith(tx, judged);
  return asked.map((one) => {
    const values = keys.get(one);
    if (!values) return saidBefore(one);
    const { delivery, source, item } = one;
    return suspicions({
      item,
      sourceId: source.id,
      site: homeInUserAgent((delivery.headers as Record<string, string>)["user-agent"] ?? ""),
      sentAt: delivery.via === "push" && (one.alone ?? true) ? delivery.receivedAt : null,
      off: new Set(source.spamOff),
      listed: listed.filter(
        ({ kind, list, value }) => values.includes(value) || (kind === "text" && list === "blocked"),
      ),
      others: others.get(one) ?? 0,
      sameEntry: one.sameEntry ?? false,
    });
  });
}

/** What somebody said of it stays said. */
const saidBefore = ({ delivery }: Asked): SpamReason[] =>
  delivery.ruling === "spam" ? [{ check: "by_hand", detail: "", points: 100 }] : [];

/** Everything of it that may stand on a list. */
function valuesOf({ source, item }: Asked): string[] {
  const { traps = [], flags = [], open, shown } = item.signs ?? {};
  const fields = [...traps, ...flags, open, shown].flatMap((sign) => (sign ? fieldValue(source.id, sign.key) : []));
  return [...Object.values(listableOf(item)), textKey(item.message), ...fields].filter((value) => value !== "");
}

/** How long others with the same text count, how long a form's own text is remembered, and how many are looked at. */
const WINDOW_MS = 2 * 86_400_000;
const MEMORY_MS = 60 * 86_400_000;
const LOOKED_AT = 60;

const SAME_TEXT = `
  select a.at::int as at, d.* from unnest($1::int[], $2::text[], $3::timestamptz[], $4::uuid[]) as a(at, key, came, id)
    cross join lateral (
      select x."receivedAt", x.state, x.understood->>'email' as email, coalesce(x.understood->>'phone', x.understood->>'phoneRaw') as phone,
             x.understood->>'name' as name
        from "Delivery" x
       where x."textKey" = a.key and x."textKey" <> '' and x."receivedAt" <= a.came and x."receivedAt" > a.came - interval '${MEMORY_MS} milliseconds' and x.id <> a.id
       order by x."receivedAt" desc limit ${LOOKED_AT}) as d`;

type Person = Record<"email" | "phone" | "name", string | null>;
type SameText = Person & { receivedAt: Date; state: string };

const personOf = ({ email, phone, phoneRaw, name }: Understood): Person => ({ email, phone: phone ?? phoneRaw, name });

const besideOf = ({ beside = [], delivery: { receivedAt } }: Asked): SameText[] =>
  beside.map((item) => ({ ...personOf(item), receivedAt, state: "" }));

/** How many other people sent the same text lately; none where it has long been coming and was taken for genuine. */
async function othersWith(tx: Tx, judged: readonly Asked[]): Promise<Map<Asked, number>> {
  const long = judged.filter(({ item }) => textKey(item.message) !== "");
  if (long.length === 0) return new Map();
  const rows = await tx.$queryRawUnsafe<(SameText & { at: number })[]>(
    SAME_TEXT,
    long.map((_, at) => at),
    long.map(({ item }) => textKey(item.message)),
    long.map(({ delivery }) => delivery.receivedAt),
    long.map(({ delivery }) => delivery.id),
  );
  return new Map(
    long.map((one, place) => [
      one,
      countOthers(
        [...rows.filter(({ at }) => at === place), ...besideOf(one)],
        personOf(one.item),
        one.delivery.receivedAt,
      ),
    ]),
  );
}

function countOthers(rows: readonly SameText[], me: Person, came: Date): number {
  const isRecent = ({ receivedAt }: SameText) => came.getTime() - receivedAt.getTime() <= WINDOW_MS;
  const before = rows.filter((row) => !isRecent(row));
  const spam = before.filter(({ state }) => state === "spam").length;
  if (before.length - spam > spam) return 0;
  const recent = rows.filter((row) => isRecent(row) && isAnother(row, me));
  return new Set(recent.map(({ email, phone, name }) => email ?? phone ?? name)).size;
}

/** Who corrects a mail, or writes from another, is still the one. */
function isAnother(one: Person, other: Person): boolean {
  const phone = ({ phone: typed }: Person) => typed && comparePhone(typed).replaceAll(/\D/g, "");
  const name = ({ name: said }: Person) => said && fold(said);
  return [
    [one.email, other.email],
    [phone(one), phone(other)],
    [name(one), name(other)],
  ].every(([mine, theirs]) => !mine || mine !== theirs);
}
