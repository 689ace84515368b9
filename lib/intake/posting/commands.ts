import { createHash } from "node:crypto";
import { retiredKey } from "@/lib/auth/keys/queries";
import { scopeOf } from "@/lib/core/ctx";
import { pool, reader } from "@/lib/core/db";
import { forbidden, invalid, notFound } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { POSTED_LEAD } from "@/lib/intake/connectors/api";
import { DEFAULT_RULES } from "@/lib/intake/default-rules";
import { answerTo } from "@/lib/intake/posting/answer";
import { postableSources, standingOf } from "@/lib/intake/posting/queries";
import { POSTABLE_KINDS } from "@/lib/intake/posting/schema";
import { writeVersion } from "@/lib/intake/rules/commands";
import { storeInQuarantine } from "@/lib/intake/receiving/storing/commands";
import { KEPT_IN_QUARANTINE, KEPT_OF_TOO_LARGE, MAX_BODY } from "@/lib/intake/receiving/verdict";
import { houseSource } from "@/lib/intake/sources/house/commands";
import { companies } from "@/lib/settings/queries";
import type { Ctx, KeyActor } from "@/lib/core/ctx";
import type { Emit } from "@/lib/core/mutate";
import type { Posted, PostLeadInput } from "@/lib/intake/posting/schema";

/** So long a program waits for its lead; then it is told where to ask. */
const WAIT_MS = 1000;

type PostingCtx = Ctx & { actor: KeyActor };
type Source = { id: string; active: boolean };

/**
 * A lead that a program posts: a delivery like everything that arrives, on disk before anything reads it, settled by the
 * same loop as all others. Who posts only waits a moment for that, and is answered by what became of it.
 */
export async function postLead(ctx: PostingCtx, input: PostLeadInput): Promise<Posted> {
  const source = await sourceFor(ctx, input.source);
  const deliveryId = await keep(ctx, source, input);
  return answerTo(await standingOf(deliveryId, WAIT_MS));
}

/**
 * A lead that comes with a key which was revoked or has expired is refused, and yet real: it waits apart, as what comes to
 * a source with a former token does, until somebody has it read.
 */
export async function keepApart(secret: string, input: PostLeadInput, requestId: string): Promise<void> {
  const key = await retiredKey(secret);
  if (!key) return;
  const { sourceId, companyIds } = key;
  const which = input.source ?? sourceId;
  const source = await reader({}).source.findFirst({
    where: {
      ...(which === null ? { kind: "api" } : { id: which, kind: { in: [...POSTABLE_KINDS] } }),
      ...(companyIds && { companyId: { in: companyIds } }),
    },
    select: { id: true },
  });
  if (!source) return;
  const { body, bodySize, headers, ip } = input;
  const arrived = { id: newId(), sourceId: source.id, receivedAt: new Date(), method: "POST", path: POSTED_LEAD };
  const arrival = { ...arrived, headers, body, bodySize, ip, requestId, tokenHashes: [] };
  const verdict = { status: 401, state: "quarantined", reason: "retired_key", keep: KEPT_IN_QUARANTINE } as const;
  await storeInQuarantine({ arrival, verdict });
}

/** The one that is named, else the key's, else the company's own for what comes this way. */
async function sourceFor(ctx: PostingCtx, named: string | undefined): Promise<Source> {
  const id = named ?? ctx.actor.sourceId ?? (await ownSource(ctx));
  const source = await reader(ctx).source.findFirst({
    where: { AND: [{ id }, postableSources(ctx)] },
    select: { id: true, active: true },
  });
  if (source) return source;
  // The key's own was moved out of its reach: that is for its maker to mend, not for whoever sent it.
  throw named === undefined ? invalid({ source: "requiredInAddress" }) : notFound();
}

async function ownSource(ctx: PostingCtx): Promise<string> {
  const scope = scopeOf(ctx.actor, "lead.create");
  if (scope === undefined) throw forbidden();
  const active = await companies(ctx, { activeOnly: true });
  const reached = active.filter(({ id }) => scope === "any" || ctx.actor.companyIds.includes(id));
  const [only] = reached;
  // What a body calls `source` is the visitor's, and nothing that decides where it goes.
  if (!only || reached.length > 1) throw invalid({ source: "requiredInAddress" });
  const known = await reader(ctx).source.findFirst({
    where: { kind: "api", companyId: only.id },
    select: { id: true },
  });
  return known?.id ?? (await madeFor(ctx, only.id));
}

/** With the rules that every source starts with. Two first posts at once make one source: the second finds the first's, and has nothing to tell. */
class MadeMeanwhile extends Error {
  readonly sourceId: string;

  constructor(sourceId: string) {
    super("another post made it");
    this.sourceId = sourceId;
  }
}

async function madeFor(ctx: PostingCtx, companyId: string): Promise<string> {
  try {
    return await mutate(ctx, async (tx, emit) => {
      const told: string[] = [];
      const telling: Emit = (definition, input) => {
        told.push(definition.name);
        emit(definition, input);
      };
      const { id } = await houseSource(tx, telling, "api", companyId);
      if (told.length === 0) throw new MadeMeanwhile(id);
      const rules = DEFAULT_RULES.map((rule) => ({ ...rule, id: newId(), stop: false }));
      await writeVersion(tx, { sourceId: id, version: 1, rules, otherwise: {}, restoredFrom: null }, ctx);
      return id;
    });
  } catch (error) {
    if (error instanceof MadeMeanwhile) return error.sourceId;
    throw error;
  }
}

/** One statement, so that a kill leaves both or none: the claim of the idempotency key and the delivery it stands for. */
const KEEP = `
  with claimed as (
    insert into "ApiPosting" ("keyId", "idempotencyKey", digest, "deliveryId")
    select $10::uuid, $11::text, $12::text, $1::uuid where $11::text is not null
    on conflict do nothing returning 1),
  kept as (
    insert into "Delivery" (id, "sourceId", via, "receivedAt", method, path, headers, body, "bodySize", ip, "requestId", state, reason, "apiKeyId")
    select $1::uuid, $2::uuid, 'api', $3::timestamptz, 'POST', '${POSTED_LEAD}', $4::jsonb, $5::bytea, $6::int, $7::text, $13::text,
           $8::text, $9::text, $10::uuid
     where $11::text is null or exists (select 1 from claimed)
    returning 1)
  select count(*)::int as kept, pg_notify('deliveries', '')::text from kept`;
const CLAIMED = `select digest, "deliveryId"::text from "ApiPosting" where "keyId" = $1::uuid and "idempotencyKey" = $2`;
/** A day is promised; each new one takes a few of the old ones along, so that they never pile up. */
const FORGET = `
  delete from "ApiPosting" where ctid = any(array(
    select ctid from "ApiPosting" where "createdAt" < now() - interval '25 hours' limit 20 for update skip locked))`;

async function keep(ctx: PostingCtx, source: Source, input: PostLeadInput): Promise<string> {
  const id = newId();
  const { body, bodySize, headers, ip, idempotencyKey = null } = input;
  const { state, reason, most } = verdictOn(source, bodySize);
  const digest = idempotencyKey === null ? null : digestOf(source, input);
  const { rows } = await pool().query<{ kept: number }>(KEEP, [
    id,
    source.id,
    ctx.now().toISOString(),
    JSON.stringify(headers),
    body.subarray(0, most),
    bodySize,
    ip,
    state,
    reason,
    ctx.actor.id,
    idempotencyKey,
    digest,
    ctx.requestId,
  ]);
  if (rows[0]?.kept === 1) {
    if (idempotencyKey !== null) await pool().query(FORGET);
    return id;
  }
  const earlier = await pool().query<{ digest: string; deliveryId: string }>(CLAIMED, [ctx.actor.id, idempotencyKey]);
  const [posting] = earlier.rows;
  if (posting?.digest !== digest) throw invalid({ idempotencyKey: "otherBody" });
  return posting.deliveryId;
}

function verdictOn({ active }: Source, bodySize: number) {
  if (bodySize > MAX_BODY) return { state: "rejected", reason: "too_large", most: KEPT_OF_TOO_LARGE };
  if (!active) return { state: "rejected", reason: "source_paused", most: MAX_BODY };
  return { state: "received", reason: "", most: MAX_BODY };
}

function digestOf({ id }: Source, { body, bodySize }: PostLeadInput): string {
  return createHash("sha256").update(`${id} ${bodySize}\n`).update(body).digest("hex");
}
