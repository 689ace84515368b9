import { newId } from "@/lib/core/id";
import { insertRows } from "@/lib/core/rows";
import { taughtKey } from "@/lib/intake/spam/schema";
import type { Tx } from "@/lib/core/db";
import type { Prisma } from "@/lib/core/prisma/client";
import type { SpamKind, SpamList, Taught } from "@/lib/intake/spam/schema";

/*
 * What the two lists learn from what somebody says of an arrival. Every lesson keeps what stood there before, so that it
 * can be forgotten in any order: the lists are then as if it had never been said, whatever others said before and since.
 */

/** An entry as JSON writes its row. */
type Entry = Taught & {
  id: string;
  list: SpamList;
  addedAt: string;
  addedBy: string;
  addedById: string | null;
  deliveryId: string | null;
  rulingId: string | null;
};

/** Who said what of which delivery. */
export type Said = { id: string; deliveryId: string; saidAt: Date; saidBy: string; saidById: string | null };

type Lesson = Taught & { rulingId: string; list: SpamList | ""; before: Entry | null };

/** Waits for whoever changes the lists, and is the only one until the transaction ends. */
export async function lockLists(tx: Tx): Promise<void> {
  await tx.$queryRawUnsafe("select pg_advisory_xact_lock(hashtext('spam lists'))::text");
}

/**
 * These are genuine. Somebody who is blocked by name is genuine now; a domain that was blocked stays so for everybody else
 * at it, unless it was blocked by what was said of this same delivery.
 */
export async function learnGenuine(tx: Tx, said: readonly (Said & { taught: readonly Taught[] })[]): Promise<void> {
  await lockLists(tx);
  const lists = await Lists.at(
    tx,
    said.flatMap(({ taught }) => taught),
    said.map(({ deliveryId }) => deliveryId),
  );
  for (const { taught, ...one } of said) {
    const keys = new Set(taught.map(taughtKey));
    for (const entry of lists.blockedBy(one.deliveryId)) if (!keys.has(taughtKey(entry))) lists.drop(one, entry);
    for (const value of new Map(taught.map((each) => [taughtKey(each), each])).values()) {
      const stands = lists.standing(value);
      const isBelieved = stands?.list === "genuine";
      const givesWay =
        !stands || stands.deliveryId === one.deliveryId || value.kind === "email" || value.kind === "phone";
      if (isBelieved) lists.repeat(one, value, stands);
      else if (givesWay) lists.put(one, "genuine", value);
    }
  }
  await lists.write(tx);
}

/** These are blocked, whatever was believed of them. */
export async function learnBlocked(tx: Tx, said: Said, values: readonly Taught[]): Promise<void> {
  await lockLists(tx);
  const lists = await Lists.at(tx, values, []);
  for (const value of values) lists.put(said, "blocked", value);
  await lists.write(tx);
}

/** The entries that a few things said may change, and what becomes of them. */
class Lists {
  private readonly lessons: Lesson[] = [];
  private readonly changed = new Map<string, Entry | null>();

  private readonly entries: Map<string, Entry>;

  private constructor(entries: Map<string, Entry>) {
    this.entries = entries;
  }

  static async at(tx: Tx, values: readonly Pick<Taught, "kind" | "value">[], deliveryIds: string[]): Promise<Lists> {
    const rows = await tx.$queryRawUnsafe<{ entry: Entry }[]>(
      `select to_jsonb(e) as entry from "SpamEntry" e where (e.value, e.kind) in (select * from unnest($1::text[], $2::text[]))
       union select to_jsonb(e) from "SpamEntry" e where e.list = 'blocked' and e."deliveryId" = any($3::uuid[])`,
      values.map(({ value }) => value),
      values.map(({ kind }) => kind),
      deliveryIds,
    );
    return new Lists(new Map(rows.map(({ entry }) => [taughtKey(entry), entry])));
  }

  standing(one: Pick<Taught, "kind" | "value">): Entry | null {
    return this.entries.get(taughtKey(one)) ?? null;
  }

  blockedBy(deliveryId: string): Entry[] {
    return [...this.entries.values()].filter((one) => one.list === "blocked" && one.deliveryId === deliveryId);
  }

  /** On a list from now on, in the place of what stood there. */
  put(said: Said, list: SpamList, taught: Taught): void {
    const before = this.standing(taught);
    this.note(said, list, taught, before);
    this.set(entryOf(said, list, taught, before?.id));
  }

  /** It stood there already, and stands there for this as well. */
  repeat(said: Said, taught: Taught, stands: Entry): void {
    this.note(said, stands.list, taught, stands);
  }

  drop(said: Said, entry: Entry): void {
    this.note(said, "", entry, entry);
    this.entries.delete(taughtKey(entry));
    this.changed.set(taughtKey(entry), null);
  }

  private note({ id }: Said, list: Lesson["list"], { kind, value, shown }: Taught, before: Entry | null): void {
    this.lessons.push({ rulingId: id, kind, value, shown, list, before });
  }

  private set(entry: Entry): void {
    this.entries.set(taughtKey(entry), entry);
    this.changed.set(taughtKey(entry), entry);
  }

  async write(tx: Tx): Promise<void> {
    await putEntries(tx, this.changed);
    await insertRows(tx, "SpamLesson", this.lessons);
  }
}

function entryOf(said: Said, list: SpamList, { kind, value, shown }: Taught, id = newId()): Entry {
  const { saidAt, saidBy: addedBy, saidById: addedById, deliveryId, id: rulingId } = said;
  return { id, list, kind, value, shown, addedAt: saidAt.toISOString(), addedBy, addedById, deliveryId, rulingId };
}

/** What stands at each key from now on, or that nothing does. */
async function putEntries(tx: Tx, changed: ReadonlyMap<string, Entry | null>): Promise<void> {
  const keys = [...changed.keys()].map((key) => [key.slice(0, key.indexOf(" ")), key.slice(key.indexOf(" ") + 1)]);
  await tx.$executeRawUnsafe(
    `delete from "SpamEntry" where (kind, value) in (select * from unnest($1::text[], $2::text[]))`,
    keys.map(([kind = ""]) => kind),
    keys.map(([, value = ""]) => value),
  );
  const entries = [...changed.values()].filter((entry) => entry !== null);
  await insertRows(tx, "SpamEntry", entries);
}

type Kept = Omit<Prisma.SpamLessonGetPayload<{ include: { ruling: true } }>, "before" | "list" | "kind"> & {
  before: Entry | null;
  list: Lesson["list"];
  kind: SpamKind;
};

/**
 * What was learnt by what was said once: it goes with it. What stood there before stands there again, unless others said
 * the same, who then are why it stands, or a hand changed it since.
 */
export async function forget(tx: Tx, rulingId: string): Promise<void> {
  await lockLists(tx);
  const lessons = await lessonsWhere(tx, { rulingId });
  const lists = await Lists.at(tx, lessons, []);
  const changed = new Map<string, Entry | null>();
  for (const lesson of lessons) {
    const { kind, value } = lesson;
    const others = await lessonsWhere(tx, { kind, value, rulingId: { not: rulingId } });
    const stands = lists.standing(lesson);
    const followers = others.filter(({ before }) => before?.rulingId === rulingId);
    const heir = followers.find(({ list }) => list !== "" && list === lesson.list);
    const instead = heir ? entryOf(heir.ruling, lesson.list as SpamList, heir) : lesson.before;
    for (const one of followers) await follow(tx, one, one === heir ? lesson.before : instead);
    if (stands?.rulingId === rulingId) changed.set(taughtKey(lesson), instead);
    else if (lesson.list === "") {
      // What somebody put there since stands upon what went then.
      const later = others.find(({ before, ruling }) => before === null && ruling.saidAt > lesson.ruling.saidAt);
      if (later) await follow(tx, later, lesson.before);
      else if (!stands) changed.set(taughtKey(lesson), lesson.before);
    }
  }
  await putEntries(tx, changed);
}

/** The first said first. */
async function lessonsWhere(tx: Tx, where: Prisma.SpamLessonWhereInput): Promise<Kept[]> {
  const rows = await tx.spamLesson.findMany({
    where,
    include: { ruling: true },
    orderBy: [{ ruling: { saidAt: "asc" } }, { kind: "asc" }, { value: "asc" }],
  });
  return rows as unknown as Kept[];
}

async function follow(tx: Tx, { rulingId, kind, value }: Kept, before: Entry | null): Promise<void> {
  await tx.$executeRawUnsafe(
    `update "SpamLesson" set before = $4::jsonb where "rulingId" = $1::uuid and kind = $2 and value = $3`,
    rulingId,
    kind,
    value,
    before && JSON.stringify(before),
  );
}
