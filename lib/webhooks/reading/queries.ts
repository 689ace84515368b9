import { countUse } from "@/lib/auth/tallying/commands";
import { hasRights, hiddenFields, scopeOf } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { NEXT_EVENTS } from "@/lib/core/events";
import { forbidden, invalid } from "@/lib/core/errors";
import { maskedEvent } from "@/lib/leads/sensitive/policy";
import { toOutward } from "@/lib/webhooks/outward/queries";
import { OUTWARD_NEEDS } from "@/lib/webhooks/outward/schema";
import { isWanted, EVERY_EVENT, withinReach } from "@/lib/webhooks/reach";
import { readCursor, writeCursor } from "@/lib/webhooks/reading/cursor";
import { FROM_NOW } from "@/lib/webhooks/reading/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Cursor, StoredEvent } from "@/lib/core/events";
import type { EventPage, ListEventsInput } from "@/lib/webhooks/reading/schema";

/** So much of the log is looked through for a page: a key that is told of little doesn't hold up the server. */
const WINDOW = 1000;

/**
 * The next events that a program may be told of. It goes on where it stopped as the log's own readers do, so that nothing
 * that was committed late is skipped.
 */
export async function listEvents(ctx: Ctx, { after = "", type, limit }: ListEventsInput): Promise<EventPage> {
  const { actor } = ctx;
  if (OUTWARD_NEEDS.every((needs) => scopeOf(actor, needs) === undefined)) throw forbidden();
  const db = reader(ctx);
  if (after === FROM_NOW) return { events: [], next: writeCursor(await endOfLog(ctx)), more: false };
  const from = after === "" ? { xid: "0", seq: "0" } : readCursor(after);
  if (!from) throw invalid({ after: "notValid" });
  const read = await db.$queryRawUnsafe<StoredEvent[]>(NEXT_EVENTS, from.xid, BigInt(from.seq), WINDOW);
  const keeper = hasRights(actor) ? actor : null;
  const wanting = { events: type ?? EVERY_EVENT, everyCompany: true, companyIds: [], keeper };
  const told = read.filter((event) => isWanted(wanting, event));
  const shown = told.slice(0, limit);
  const isCut = told.length > limit;
  const last: Cursor = (isCut ? shown.at(-1) : read.at(-1)) ?? from;
  const numbers = await numbersOf(ctx, shown);
  if (actor.type === "apiKey") countUse(actor, ctx.from, { leads: numbers.size });
  const events = shown.map((event) =>
    toOutward(
      maskedEvent(hiddenFields(actor), {
        ...withinReach(wanting, event),
        number: numbers.get(event.subjectId) ?? null,
      }),
    ),
  );
  return { events, next: writeCursor(last), more: isCut || read.length === WINDOW };
}

async function numbersOf(ctx: Ctx, events: readonly StoredEvent[]): Promise<ReadonlyMap<string, number>> {
  const ids = events.filter(({ subjectType }) => subjectType === "lead").map(({ subjectId }) => subjectId);
  const leads = await reader(ctx).lead.findMany({ where: { id: { in: ids } }, select: { id: true, number: true } });
  return new Map(leads.map(({ id, number }) => [id, number]));
}

/** Everything of transactions that had ended by now is past; all others are still to come. */
async function endOfLog(ctx: Ctx): Promise<Cursor> {
  const [row] = await reader(ctx).$queryRawUnsafe<{ xid: string }[]>(
    `select pg_snapshot_xmin(pg_current_snapshot())::text as xid`,
  );
  return { xid: row?.xid ?? "0", seq: "0" };
}
