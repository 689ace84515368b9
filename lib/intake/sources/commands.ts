import { literalIn, mayReach } from "@/lib/core/address-rules";
import { authorize } from "@/lib/core/ctx";
import { invalid, precondition } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { sealText } from "@/lib/core/secrets";
import { fold } from "@/lib/core/text";
import { newToken } from "@/lib/core/token";
import { sameValue } from "@/lib/core/same-value";
import { shapeOf } from "@/lib/intake/delivery-reading";
import { DEFAULT_RULES } from "@/lib/intake/default-rules";
import {
  sourceCreated,
  sourcePaused,
  sourcePreviousSecretEnded,
  sourcePreviousTokenEnded,
  sourceResumed,
  sourceSecretsSet,
  sourceTokenRotated,
  sourceUpdated,
} from "@/lib/intake/events";
import { teachMapping } from "@/lib/intake/mapping-lessons/commands";
import { writeVersion } from "@/lib/intake/rules/commands";
import {
  defaultsOfOrganisation,
  lockSource,
  requireOwnName,
  requireReferences,
  sourceConflict,
} from "@/lib/intake/sources/queries";
import { MOVABLE, PREVIOUS_DAYS } from "@/lib/intake/sources/schema";
import { originOfSite, wordOf } from "@/lib/intake/sources/values";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Changes } from "@/lib/core/events";
import type { Prisma } from "@/lib/core/prisma/client";
import type { FieldMapping } from "@/lib/intake/schema";
import type { LockedSource } from "@/lib/intake/sources/queries";
import type {
  CreateSource,
  MakeSecretInput,
  SetSecretsInput,
  SourceFields,
  SourceInput,
  UpdateSourceInput,
} from "@/lib/intake/sources/schema";

const sealed = (text: string) => (text === "" ? "" : sealText(text));
const about = (source: { id: string; name: string; companyId: string }) => ({
  subjectId: source.id,
  subjectLabel: source.name,
  companyIds: [source.companyId],
});

/** A new place leads come from, with the rules every source starts with. */
export async function createSource(ctx: Ctx, input: CreateSource): Promise<{ id: string; path: string }> {
  authorize(ctx, "intake.manage");
  if (input.site) requireSiteAddress(input.site.url, "site.url");
  const { token, hash } = newToken();
  return mutate(ctx, async (tx, emit) => {
    await requireReferences(tx, input);
    await requireOwnName(tx, input);
    const { site, secret, kind, pullMinutes, leadTypeId, timeZone, defaultCountry, ...plain } = input;
    const defaults = await defaultsOfOrganisation(tx);
    const zone = timeZone ?? defaults.timeZone;
    const data = {
      ...plain,
      id: newId(),
      kind,
      timeZone: zone,
      defaultCountry: defaultCountry ?? defaults.defaultCountry,
      leadTypeId: leadTypeId ?? (await otherType(tx)),
      siteId: site && kind === "pull" ? await saveSite(tx, site, zone) : null,
      pullMinutes: kind === "pull" ? pullMinutes : null,
      nextPullAt: kind === "pull" ? ctx.now() : null,
      secretSealed: sealed(secret),
      tokenSealed: sealText(token),
      tokenHash: hash,
    };
    const source = await tx.source.create({ data: data });
    const rules = DEFAULT_RULES.map((rule) => ({ ...rule, id: newId(), stop: false }));
    await writeVersion(tx, { sourceId: source.id, version: 1, rules, otherwise: {}, restoredFrom: null }, ctx);
    emit(sourceCreated, { ...about(source), payload: { kind } });
    return { id: source.id, path: `/api/intake/${source.id}/${token}` };
  });
}

/** The type of what nobody says more of, or what took its place. */
async function otherType(tx: Tx): Promise<string> {
  const other = await tx.leadType.findUniqueOrThrow({ where: { key: "other" } });
  return other.successorId ?? other.id;
}

/** The same WordPress for several forms: the newest credentials count for all of them. */
async function saveSite(
  tx: Tx,
  site: { url: string; userName: string; password: string },
  timeZone: string,
): Promise<string> {
  const { url, userName, password } = site;
  const credentials = { userName, passwordSealed: sealed(password) };
  const saved = await tx.site.upsert({
    where: { url },
    create: { id: newId(), name: originOfSite(url), url, timeZone, ...credentials },
    update: credentials,
  });
  return saved.id;
}

/** Edits. A field somebody else changed since it was seen is a conflict; the others aren't touched by that. */
export async function updateSource(ctx: Ctx, input: UpdateSourceInput): Promise<{ changed: string[] }> {
  authorize(ctx, "intake.manage");
  return mutate(ctx, async (tx, emit) => {
    const source = await lockSource(tx, input.sourceId);
    const now = valuesOf(source);
    const changes: Changes = {};
    for (const [field, to] of Object.entries(input.set) as [keyof SourceFields, unknown][]) {
      if (to === undefined) continue;
      const from = now[field] ?? null;
      if (!sameValue(input.seen[field] ?? null, from)) throw await sourceConflict(tx, source.id, field, wordOf(from));
      if (!sameValue(from, to)) changes[field] = { from, to };
    }
    if (Object.keys(changes).length === 0) throw precondition("unchanged");
    const { siteUrl, siteUserName, ...columns } = input.set;
    // What comes from the house itself is each company's own.
    if (changes["companyId"] && !MOVABLE.includes(source.kind)) throw invalid({ companyId: "notValid" });
    const { companyId = source.companyId, defaultOwnerId = source.defaultOwnerId } = columns;
    const looksFirst = changes["companyId"] || changes["defaultOwnerId"] ? { defaultOwnerId } : {};
    await requireReferences(tx, { companyId, leadTypeId: columns.leadTypeId, ...looksFirst });
    const { name = source.name } = columns;
    const isCalled = changes["companyId"] ?? (changes["name"] && fold(name) !== fold(source.name));
    if (source.active && isCalled) await requireOwnName(tx, { id: source.id, name, companyId });
    const data = { ...columns, ...sooner(source, columns.pullMinutes, ctx.now()) };
    await tx.source.update({ where: { id: source.id }, data: data as Prisma.SourceUncheckedUpdateInput });
    if (columns.mapping) await teachMapping(ctx, tx, correctionOf(source, columns.mapping));
    if (siteUrl !== undefined || siteUserName !== undefined) await moveSite(tx, source, siteUrl, siteUserName);
    emit(sourceUpdated, {
      ...about({ ...source, name }),
      payload: {},
      changes,
      companyIds: [...new Set([source.companyId, companyId])],
    });
    return { changed: Object.keys(changes) };
  });
}

/** Who wants it more often needn't wait for the old time; a site that asked for patience must be waited for. */
function sooner({ nextPullAt, pullState }: LockedSource, minutes: number | undefined, now: Date) {
  if (minutes === undefined || nextPullAt === null || pullState === "failed") return {};
  return { nextPullAt: new Date(Math.min(nextPullAt.getTime(), now.getTime() + minutes * 60_000)) };
}

function correctionOf({ id, mapping, labels }: LockedSource, after: FieldMapping) {
  return { id, labels: labels as Record<string, string>, before: mapping as FieldMapping, after };
}

function valuesOf(source: LockedSource): Record<keyof SourceFields, unknown> {
  return {
    ...source,
    pullShape: shapeOf(source.pullShape),
    siteUrl: source.site?.url ?? "",
    siteUserName: source.site?.userName ?? "",
  };
}

/** A house's own network is where such a WordPress may live; where none can, a pull would only fail. */
function requireSiteAddress(url: string, field: string): void {
  const host = literalIn(new URL(url));
  if (host !== null && !mayReach(host, "everywhere")) throw invalid({ [field]: "siteNotAllowed" });
}

async function moveSite(tx: Tx, source: LockedSource, url?: string, userName?: string): Promise<void> {
  if (!source.site) throw invalid({ siteUrl: "notValid" });
  if (url !== undefined) requireSiteAddress(url, "siteUrl");
  if (url !== undefined && url !== source.site.url && (await tx.site.count({ where: { url } })) > 0) {
    throw invalid({ siteUrl: "taken" });
  }
  const data = {
    ...(url !== undefined && { url, name: originOfSite(url) }),
    ...(userName !== undefined && { userName }),
  };
  await tx.site.update({ where: { id: source.site.id }, data });
}

/** The secret a plugin signs with, or the password for pulling; an empty secret takes it away. */
export async function setSourceSecrets(ctx: Ctx, input: SetSecretsInput): Promise<{ which: string[] }> {
  authorize(ctx, "intake.manage");
  return mutate(ctx, async (tx, emit) => {
    const source = await lockSource(tx, input.sourceId);
    const which: string[] = [];
    if (input.secret !== undefined) {
      which.push("secret");
      // Who types one means what counts from now on.
      const data = { secretSealed: sealed(input.secret), ...NO_PREVIOUS_SECRET };
      await tx.source.update({ where: { id: source.id }, data });
    }
    if (input.sitePassword !== undefined) {
      if (!source.site) throw invalid({ sitePassword: "notValid" });
      which.push("sitePassword");
      await tx.site.update({ where: { id: source.site.id }, data: { passwordSealed: sealText(input.sitePassword) } });
    }
    if (which.length === 0) throw precondition("unchanged");
    emit(sourceSecretsSet, { ...about(source), payload: { which } });
    return { which };
  });
}

const NO_PREVIOUS_SECRET = { previousSecretSealed: "", previousSecretUntil: null };

/**
 * A signing secret for the companion, answered this once. One that is there is replaced only by who knows of it, and still
 * counts for a while, until every site has the new one.
 */
export async function makeSecret(ctx: Ctx, input: MakeSecretInput): Promise<{ secret: string }> {
  authorize(ctx, "intake.manage");
  const { token: secret } = newToken();
  return mutate(ctx, async (tx, emit) => {
    const source = await lockSource(tx, input.sourceId);
    if (source.secretSealed !== "" && !input.replaces) throw precondition("secretThere");
    const previousUntil = untilPreviousEnds(ctx);
    const before = source.secretSealed !== "" && {
      previousSecretSealed: source.secretSealed,
      previousSecretUntil: previousUntil,
    };
    await tx.source.update({ where: { id: source.id }, data: { secretSealed: sealText(secret), ...before } });
    const payload = { which: ["secret"], ...(before && { previousUntil: previousUntil.toISOString() }) };
    emit(sourceSecretsSet, { ...about(source), payload });
    return { secret };
  });
}

/** Every site has the new line: the secret before is worth nothing from now on. */
export async function endPreviousSecret(ctx: Ctx, input: SourceInput): Promise<void> {
  authorize(ctx, "intake.manage");
  await mutate(ctx, async (tx, emit) => {
    const source = await lockSource(tx, input.sourceId);
    if (!source.previousSecretUntil || source.previousSecretUntil <= ctx.now()) throw precondition("unchanged");
    await tx.source.update({ where: { id: source.id }, data: NO_PREVIOUS_SECRET });
    emit(sourcePreviousSecretEnded, { ...about(source), payload: {} });
  });
}

const untilPreviousEnds = (ctx: Ctx) => new Date(ctx.now().getTime() + PREVIOUS_DAYS * 86_400_000);

/** A new token; the one before still counts for a while, until the forms have the new one. */
export async function rotateToken(ctx: Ctx, input: SourceInput): Promise<{ path: string }> {
  authorize(ctx, "intake.manage");
  const { token, hash } = newToken();
  return mutate(ctx, async (tx, emit) => {
    const source = await lockSource(tx, input.sourceId);
    const previousTokenUntil = untilPreviousEnds(ctx);
    await tx.source.update({
      where: { id: source.id },
      data: { tokenSealed: sealText(token), tokenHash: hash, previousTokenHash: source.tokenHash, previousTokenUntil },
    });
    emit(sourceTokenRotated, { ...about(source), payload: { previousUntil: previousTokenUntil.toISOString() } });
    return { path: `/api/intake/${source.id}/${token}` };
  });
}

/** The forms have the new token: the one before is worth nothing from now on. */
export async function endPreviousToken(ctx: Ctx, input: SourceInput): Promise<void> {
  authorize(ctx, "intake.manage");
  await mutate(ctx, async (tx, emit) => {
    const source = await lockSource(tx, input.sourceId);
    if (!source.previousTokenUntil || source.previousTokenUntil <= ctx.now()) throw precondition("unchanged");
    await tx.source.update({
      where: { id: source.id },
      // It is still told from a stranger's.
      data: { previousTokenUntil: null },
    });
    emit(sourcePreviousTokenEnded, { ...about(source), payload: {} });
  });
}

/** What arrives meanwhile is kept, and read by a replay. Nothing is pulled. */
export async function pauseSource(ctx: Ctx, input: SourceInput): Promise<void> {
  await setActive(ctx, input.sourceId, false);
}

export async function resumeSource(ctx: Ctx, input: SourceInput): Promise<void> {
  await setActive(ctx, input.sourceId, true);
}

async function setActive(ctx: Ctx, sourceId: string, active: boolean): Promise<void> {
  authorize(ctx, "intake.manage");
  await mutate(ctx, async (tx, emit) => {
    const source = await lockSource(tx, sourceId);
    if (source.active === active) throw precondition("unchanged");
    const nextPullAt = active && source.kind === "pull" ? ctx.now() : source.nextPullAt;
    await tx.source.update({ where: { id: sourceId }, data: { active, nextPullAt } });
    const changes = { active: { from: !active, to: active } };
    emit(active ? sourceResumed : sourcePaused, { ...about(source), payload: {}, changes });
  });
}
