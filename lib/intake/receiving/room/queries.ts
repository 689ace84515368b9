import { addressNetwork } from "@/lib/core/client-address";
import { quickPool } from "@/lib/core/db";
import { QUARANTINE_A_DAY, QUARANTINE_OF_ONE, STRANGE_SQL } from "@/lib/intake/receiving/verdict";
import type { Usage } from "@/lib/intake/receiving/verdict";

/** What a source has of refused requests of the last day. */
type Room = { strangers: Usage; friends: Usage; networks: Map<string, Usage> };
type Kept = Map<string, { at: number; room: Promise<Room> }>;

/** Looked up at most so often, and counted on in between: a flood is no flood of queries. */
const FRESH_MS = 60_000;
const MOST_SOURCES = 2000;
/** On globalThis: the door, the drain and the API are bundled apart. */
const kept: Kept = ((globalThis as { __quarantine?: Kept }).__quarantine ??= new Map());

const USED = `
  select ip, ${STRANGE_SQL} as strange, count(*)::int as posts,
         sum(pg_column_size(body) + pg_column_size(headers) + pg_column_size(path))::float8 as bytes
    from "Delivery"
   where "sourceId" = $1::uuid and state = 'quarantined' and "receivedAt" > now() - interval '1 day' group by 1, 2`;

type Wanted = { sourceId: string; ip: string; isStrange: boolean; bytes: number };

/**
 * Whether a refused request may still be kept; then its room is taken. A lead after a rotation or with a mistyped address
 * is real, a flood isn't: who has no key shares one day's room, of which one network has only a part; who has a former key,
 * or the right one and something else wrong, has a room that no stranger can fill.
 */
export async function takeRoom({ sourceId, ip, isStrange, bytes }: Wanted): Promise<boolean> {
  const { strangers, friends, networks } = await roomOf(sourceId);
  const network = addressNetwork(ip);
  const one = networks.get(network) ?? nothing();
  const shares: [Usage, Usage][] = isStrange
    ? [
        [strangers, QUARANTINE_A_DAY],
        [one, QUARANTINE_OF_ONE],
      ]
    : [[friends, QUARANTINE_A_DAY]];
  if (shares.some(([{ posts, bytes: used }, most]) => posts >= most.posts || used + bytes > most.bytes)) return false;
  for (const [used] of shares) add(used, { posts: 1, bytes });
  if (isStrange) networks.set(network, one);
  return true;
}

const nothing = (): Usage => ({ posts: 0, bytes: 0 });

function add(to: Usage, { posts, bytes }: Usage): void {
  to.posts += posts;
  to.bytes += bytes;
}

function roomOf(sourceId: string): Promise<Room> {
  const known = kept.get(sourceId);
  if (known && Date.now() - known.at < FRESH_MS) return known.room;
  if (kept.size >= MOST_SOURCES) kept.clear();
  const entry = { at: Date.now(), room: readRoom(sourceId) };
  kept.set(sourceId, entry);
  entry.room.catch(() => (entry.at = 0));
  return entry.room;
}

async function readRoom(sourceId: string): Promise<Room> {
  const { rows } = await quickPool().query<Usage & { ip: string; strange: boolean }>(USED, [sourceId]);
  const room: Room = { strangers: nothing(), friends: nothing(), networks: new Map() };
  for (const { ip, strange, ...used } of rows) {
    add(strange ? room.strangers : room.friends, used);
    if (!strange) continue;
    const network = addressNetwork(ip);
    const one = room.networks.get(network) ?? nothing();
    add(one, used);
    room.networks.set(network, one);
  }
  return room;
}
