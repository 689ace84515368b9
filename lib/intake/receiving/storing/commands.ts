import { addressNetwork } from "@/lib/core/client-address";
import { quickPool } from "@/lib/core/db";
import { groupCommit } from "@/lib/intake/receiving/group-commit";
import { QUARANTINE_A_DAY, QUARANTINE_OF_ONE, STRANGE_REASONS, STRANGE_SQL } from "@/lib/intake/receiving/verdict";
import type { Arrival } from "@/lib/intake/receiving/schema";
import type { Verdict } from "@/lib/intake/receiving/verdict";

/** Above this a body is written by itself: it would hold up the small ones. */
const LARGE_BYTES = 256 * 1024;
const MOST_TOGETHER = 100;

/** What came, and what becomes of it. */
type Row = { arrival: Arrival; verdict: Verdict };

export async function store(row: Row): Promise<void> {
  if (row.verdict.state === "quarantined") return storeInQuarantine(row);
  if (row.arrival.body.byteLength > LARGE_BYTES) return storeOne(row);
  await storeTogether(row);
}

const COLUMNS = `id, "sourceId", via, "receivedAt", method, path, headers, body, "bodySize", ip, "requestId", state, reason`;
const TYPES = [
  "uuid",
  "uuid",
  "text",
  "timestamptz",
  "text",
  "text",
  "jsonb",
  "bytea",
  "int",
  "text",
  "text",
  "text",
  "text",
];

const valuesOf = ({ arrival, verdict }: Row) => [
  arrival.id,
  arrival.sourceId,
  "push",
  arrival.receivedAt.toISOString(),
  arrival.method,
  arrival.path,
  JSON.stringify(arrival.headers),
  arrival.body.subarray(0, verdict.keep),
  arrival.bodySize,
  arrival.ip,
  arrival.requestId,
  verdict.state,
  verdict.reason,
];

const storing = (rows: string) => `
  with stored as (insert into "Delivery" (${COLUMNS}) ${rows} on conflict (id) do nothing returning 1)
  select count(*)::int as stored, pg_notify('deliveries', '')::text from stored`;

const ONE = TYPES.map((type, index) => `$${index + 1}::${type}`).join(", ");
const STORE_ONE = storing(`values (${ONE})`);
const STORE_MANY = storing(
  `select * from unnest(${TYPES.map((type, index) => `$${index + 1}::${type}[]`).join(", ")})`,
);

/**
 * A lead after a rotation is real, a flood isn't. Who has no key shares one day's room, and one network has only a part
 * of it; who has a former key, or the right one and something else wrong, has a day's room that no stranger can fill.
 */
const LATELY = `"sourceId" = $2::uuid and state = 'quarantined' and "receivedAt" > $4::timestamptz - interval '1 day'`;
const hasRoom = (which: string, most: number) =>
  `(select count(*) from (select 1 from "Delivery" where ${LATELY} and ${which} limit ${most}) as kept) < ${most}`;
const SAME_NETWORK = `case when ip ~ '^[\\da-fA-F:.]+$' then ip::inet <<= $14::inet else ip = $10::text end`;

const OF_STRANGERS = storing(
  `select ${ONE} where ${hasRoom(STRANGE_SQL, QUARANTINE_A_DAY)} and ${hasRoom(`${STRANGE_SQL} and ${SAME_NETWORK}`, QUARANTINE_OF_ONE)}`,
);
const OF_FRIENDS = storing(`select ${ONE} where ${hasRoom(`not ${STRANGE_SQL}`, QUARANTINE_A_DAY)}`);

const storeTogether = groupCommit(storeMany, MOST_TOGETHER);

async function storeMany(rows: Row[]): Promise<void> {
  const [only] = rows;
  if (rows.length === 1 && only) return storeOne(only);
  const lists = rows.map(valuesOf);
  const values = TYPES.map((_, column) => lists.map((list) => list[column]));
  await quickPool().query({ name: "intake_store_many", text: STORE_MANY, values });
}

async function storeOne(row: Row): Promise<void> {
  await quickPool().query({ name: "intake_store_one", text: STORE_ONE, values: valuesOf(row) });
}

const FULL_MS = 60_000;
const MOST_FULL = 5000;
/** Where there was no room isn't asked again at once, or a flood would be as many queries. */
const fullUntil = new Map<string, number>();

export async function storeInQuarantine(row: Row): Promise<void> {
  const { sourceId, ip } = row.arrival;
  const isStrange = STRANGE_REASONS.some((reason) => reason === row.verdict.reason);
  const network = addressNetwork(ip);
  const room = isStrange ? `${sourceId} ${network}` : sourceId;
  if (Date.now() < (fullUntil.get(room) ?? 0)) return;
  const values = valuesOf(row);
  const kept = isStrange
    ? await quickPool().query<{ stored: number }>(OF_STRANGERS, [...values, network])
    : await quickPool().query<{ stored: number }>(OF_FRIENDS, values);
  if (kept.rows[0]?.stored !== 0) return;
  if (fullUntil.size >= MOST_FULL) fullUntil.clear();
  fullUntil.set(room, Date.now() + FULL_MS);
}
