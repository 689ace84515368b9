import { quickPool } from "@/lib/core/db";
import { groupCommit } from "@/lib/intake/receiving/group-commit";
import { takeRoom } from "@/lib/intake/receiving/room/queries";
import { countUnkept } from "@/lib/intake/receiving/unkept/commands";
import { STRANGE_REASONS } from "@/lib/intake/receiving/verdict";
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

/** As far as the day has room for it; what isn't kept is counted. */
export async function storeInQuarantine(row: Row): Promise<void> {
  const { sourceId, receivedAt, ip } = row.arrival;
  const isStrange = STRANGE_REASONS.some((reason) => reason === row.verdict.reason);
  const hasRoom = await takeRoom({ sourceId, ip, isStrange, bytes: bytesOf(row) });
  await (hasRoom ? storeOne(row) : countUnkept(sourceId, receivedAt));
}

const bytesOf = ({ arrival: { body, headers, path }, verdict }: Row) =>
  Math.min(body.byteLength, verdict.keep) + Buffer.byteLength(JSON.stringify(headers)) + Buffer.byteLength(path);
