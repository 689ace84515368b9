import { actorId } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { originIdOf, rememberOrigins, writeOrigins } from "@/lib/core/from-where";
import type { Actor, Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { EventDefinition, EventInput } from "@/lib/core/events";
import type { FromWhere } from "@/lib/core/from-where";

export type Emit = <P>(definition: EventDefinition<P>, input: EventInput<P>) => void;

type Row = Record<string, unknown>;
/** The events of a transaction and from where they were caused, gathered by everyone who joined it. */
type Gathered = { rows: Row[]; origins: Map<string, FromWhere> };
const gathered = new WeakMap<Tx, Gathered>();

const INSERT_EVENTS = `
  with written as (
    insert into "Event" (name, "actorType", "actorId", "actorLabel", "subjectType", "subjectId", "subjectLabel", changes, payload,
                         "companyIds", "ownerIds", history, "occurredAt", "requestId", "originId")
    select name, "actorType", "actorId", "actorLabel", "subjectType", "subjectId"::uuid, "subjectLabel", changes, payload,
           array(select jsonb_array_elements_text("companyIds")::uuid), array(select jsonb_array_elements_text("ownerIds")::uuid),
           history, "occurredAt"::timestamptz, "requestId", "originId"::uuid
      from jsonb_to_recordset($1::jsonb) as e(name text, "actorType" text, "actorId" text, "actorLabel" text, "subjectType" text,
           "subjectId" text, "subjectLabel" text, changes jsonb, payload jsonb, "companyIds" jsonb, "ownerIds" jsonb, history boolean,
           "occurredAt" text, "requestId" text, "originId" text)
    returning 1)
  select count(*)::int as written, pg_notify('events', '')::text from written`;

/**
 * The only way to change state: what `work` writes and the events it emits are committed together or not at all.
 * With `ctx.tx` it joins that transaction. A mutation that emitted nothing is a mistake and throws.
 */
export async function mutate<T>(ctx: Ctx, work: (tx: Tx, emit: Emit) => Promise<T>): Promise<T> {
  const joined = ctx.tx && gathered.get(ctx.tx);
  if (ctx.tx && joined) return run(ctx, ctx.tx, joined, work);
  const all: Gathered = { rows: [], origins: new Map() };
  const result = await database().$transaction(
    async (tx) => {
      gathered.set(tx, all);
      const answer = await run(ctx, tx, all, work);
      if (all.rows.length === 0) throw new Error("a mutation emitted no event");
      await writeOrigins(tx, all.origins);
      await tx.$queryRawUnsafe(INSERT_EVENTS, JSON.stringify(all.rows));
      return answer;
    },
    { maxWait: 10_000, timeout: 60_000 },
  );
  rememberOrigins(all.origins);
  return result;
}

function run<T>(ctx: Ctx, tx: Tx, { rows, origins }: Gathered, work: (tx: Tx, emit: Emit) => Promise<T>): Promise<T> {
  const originId = ctx.from ? originIdOf(ctx.from) : null;
  return work(tx, (definition, input) => {
    if (ctx.from && originId !== null) origins.set(originId, ctx.from);
    rows.push(eventRow({ ctx, originId }, definition, input));
  });
}

type By = { ctx: Ctx; originId: string | null };

function eventRow<P>({ ctx, originId }: By, definition: EventDefinition<P>, input: EventInput<P>): Row {
  return {
    name: definition.name,
    ...spokenOf(ctx.actor),
    subjectType: definition.subject,
    subjectId: input.subjectId,
    subjectLabel: input.subjectLabel,
    changes: input.changes ?? {},
    payload: definition.payload.parse(input.payload),
    companyIds: unique(input.companyIds),
    ownerIds: unique(input.ownerIds),
    history: ctx.history,
    occurredAt: (input.occurredAt ?? ctx.now()).toISOString(),
    requestId: ctx.requestId,
    originId,
  };
}

/** As whose doing it is told. */
function spokenOf(actor: Actor) {
  if (actor.type === "source" && actor.key) {
    return { actorType: "apiKey", actorId: actor.key.id, actorLabel: actor.key.name };
  }
  return { actorType: actor.type, actorId: actorId(actor), actorLabel: actor.name };
}

function unique(ids: string[] = []): string[] {
  return [...new Set(ids)];
}
