import { randomBytes } from "node:crypto";
import { apiKeyCreated, apiKeyRevoked } from "@/lib/auth/keys/events";
import { PREFIX_LENGTH } from "@/lib/auth/keys/schema";
import { actorId, authorize, hasRights, scopeOf } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { invalid, notFound, precondition } from "@/lib/core/errors";
import { fieldRightsOf, fieldsLacking } from "@/lib/core/permissions";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { tokenHash } from "@/lib/core/token";
import { parseWhen } from "@/lib/core/when";
import { organisation } from "@/lib/settings/queries";
import type { CreateKeyInput, KeyInput, NewKey } from "@/lib/auth/keys/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";

const DAY_MS = 86_400_000;

/**
 * A new way in for a program. Its secret is 256 random bits and not a word that somebody chose: trying all of them is out
 * of reach however quick the hash, so SHA-256 keeps it as safe as argon2 would, and costs a request nothing.
 */
export async function createKey(ctx: Ctx, input: CreateKeyInput): Promise<NewKey> {
  authorize(ctx, "apiKey.manage");
  requireOwnRights(ctx, input);
  const fields = fieldRightsOf(input.fields);
  if (input.permissions.some((permission) => fieldsLacking(permission, fields).length > 0))
    throw invalid({ permissions: "fieldsLacking" });
  const key = `lm_${randomBytes(32).toString("base64url")}`;
  const prefix = key.slice(0, PREFIX_LENGTH);
  const expiresAt = await endOfDay(ctx, input.lastDay);
  const scope = input.everyCompany ? "any" : "company";
  const companyIds = input.everyCompany ? [] : [...new Set(input.companyIds)];
  const permissions = Object.fromEntries(input.permissions.map((permission) => [permission, scope]));
  const madeById = ctx.actor.type === "user" ? actorId(ctx.actor) : null;
  return mutate(ctx, async (tx, emit) => {
    await requireReferences(tx, { ...input, companyIds });
    await requireOwnName(ctx, tx, { name: input.name, madeById });
    const { id } = await tx.apiKey.create({
      data: {
        id: newId(),
        name: input.name,
        prefix,
        secretHash: tokenHash(key),
        sourceId: input.sourceId,
        madeById,
        createdAt: ctx.now(),
        expiresAt,
        permissions: { create: Object.keys(permissions).map((permission) => ({ permission, scope })) },
        fields: { create: Object.entries(fields).map(([field, right]) => ({ field, right })) },
        companies: { create: companyIds.map((companyId) => ({ companyId })) },
      },
      select: { id: true },
    });
    emit(apiKeyCreated, {
      subjectId: id,
      subjectLabel: input.name,
      payload: { prefix, permissions, fields, sourceId: input.sourceId, expiresAt: expiresAt?.toISOString() ?? null },
      companyIds,
    });
    return { id, key, prefix };
  });
}

/** One gives no more than one has. */
function requireOwnRights({ actor }: Ctx, { permissions, everyCompany, companyIds }: CreateKeyInput): void {
  for (const permission of permissions) {
    const own = scopeOf(actor, permission);
    if (own !== "any" && own !== "company") throw invalid({ permissions: "notYours" });
    if (own === "any" || !hasRights(actor)) continue;
    if (everyCompany || !companyIds.every((id) => actor.companyIds.includes(id)))
      throw invalid({ companyIds: "companyNotYours" });
  }
}

/** The source must lie where the key reaches, and be one that takes what is sent to it. */
async function requireReferences(tx: Tx, input: CreateKeyInput): Promise<void> {
  const { everyCompany, companyIds, sourceId, permissions } = input;
  if ((await tx.company.count({ where: { id: { in: companyIds }, active: true } })) !== companyIds.length)
    throw invalid({ companyIds: "notValid" });
  if (sourceId === null) return;
  if (!permissions.includes("lead.create")) throw invalid({ sourceId: "notValid" });
  const within = everyCompany ? {} : { companyId: { in: companyIds } };
  const kind = { in: ["webhook", "pull", "api"] };
  if ((await tx.source.count({ where: { id: sourceId, kind, ...within } })) === 0)
    throw invalid({ sourceId: "notValid" });
}

/**
 * Lists, the log and each lead's history call a key by its name: one that still opens something is the only one of its maker's,
 * or the shell's, that is called so.
 */
async function requireOwnName(ctx: Ctx, tx: Tx, { name, madeById }: { name: string; madeById: string | null }) {
  await tx.$queryRawUnsafe(`select pg_advisory_xact_lock(hashtext($1))::text`, `keys of ${madeById ?? "the shell"}`);
  const taken = await tx.$queryRawUnsafe<object[]>(
    `select 1 from "ApiKey" where "madeById" is not distinct from $1::uuid and fold(name) = fold($2)
        and "revokedAt" is null and ("expiresAt" is null or "expiresAt" > $3::timestamptz)`,
    madeById,
    name,
    ctx.now().toISOString(),
  );
  if (taken.length > 0) throw invalid({ name: "keyNameTaken" });
}

/** The moment after the day's last. */
async function endOfDay(ctx: Ctx, day: string): Promise<Date | null> {
  if (day === "") return null;
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
  const { timeZone } = await organisation();
  const when = parseWhen(`${next} 00:00`, { timeZone, order: "ymd" });
  if (!when) throw invalid({ lastDay: "notValid" });
  const end = new Date(when.iso);
  if (end <= ctx.now()) throw invalid({ lastDay: "dayPast" });
  return end;
}

/** At once and for good: a program that still has it is answered like one that never had any. */
export async function revokeKey(ctx: Ctx, { keyId }: KeyInput): Promise<void> {
  authorize(ctx, "apiKey.manage");
  await mutate(ctx, async (tx, emit) => {
    const key = await tx.apiKey.findUnique({
      where: { id: keyId },
      select: { name: true, prefix: true, companies: { select: { companyId: true } } },
    });
    if (!key) throw notFound();
    const { count } = await tx.apiKey.updateMany({
      where: { id: keyId, revokedAt: null },
      data: { revokedAt: ctx.now() },
    });
    if (count === 0) throw precondition("keyRevoked");
    emit(apiKeyRevoked, {
      subjectId: keyId,
      subjectLabel: key.name,
      payload: { prefix: key.prefix },
      companyIds: key.companies.map(({ companyId }) => companyId),
    });
  });
}

/** When a key was last used is kept to the minute; it is no news for anybody. */
export async function markKeyUsed(keyId: string): Promise<void> {
  await database().$executeRawUnsafe(
    `update "ApiKey" set "lastUsedAt" = now() where id = $1::uuid and ("lastUsedAt" is null or "lastUsedAt" < now() - interval '1 minute')`,
    keyId,
  );
}
