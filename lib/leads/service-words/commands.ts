import { authorize } from "@/lib/core/ctx";
import { conflict, invalid, notFound, precondition } from "@/lib/core/errors";
import { given } from "@/lib/core/given";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { sameValue } from "@/lib/core/same-value";
import { fold } from "@/lib/core/text";
import { startMove } from "@/lib/leads/renaming/commands";
import { serviceCreated, serviceRetired, serviceRevived, serviceUpdated } from "@/lib/leads/renaming/events";
import { nameOf, wordsOf } from "@/lib/leads/service-words/naming/schema";
import { newTerm } from "@/lib/leads/vocabulary/terms/commands";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Changes } from "@/lib/core/events";
import type { Service } from "@/lib/core/prisma/client";
import type {
  AddServiceInput,
  OrderServicesInput,
  RetireServiceInput,
  ServiceInput,
  UpdateServiceInput,
} from "@/lib/leads/service-words/schema";

/** A service, after the others. Leads that say it in any of its words get its name. */
export async function addService(ctx: Ctx, input: AddServiceInput): Promise<{ id: string; leads: number }> {
  authorize(ctx, "settings.manage");
  return mutate(ctx, async (tx, emit) => {
    const { services, locale } = await lockServices(tx);
    requireFree(services, input);
    const data = { ...input, id: newId(), ...newTerm(services, input), aliases: clean(input) };
    await tx.service.create({ data });
    emit(serviceCreated, { ...about(data), payload: { key: data.key } });
    return { id: data.id, leads: await nameLeads(ctx, tx, data, locale) };
  });
}

/** Its names and what forms call it. A former name stays one of its words, so that what still says it means the same. */
export async function updateService(
  ctx: Ctx,
  { serviceId, set, seen }: UpdateServiceInput,
): Promise<{ leads: number }> {
  authorize(ctx, "settings.manage");
  return mutate(ctx, async (tx, emit) => {
    const { services, locale } = await lockServices(tx);
    const service = inUse(services, serviceId);
    const wanted = given(set);
    const changes: Changes = {};
    for (const [field, to] of Object.entries(wanted)) {
      const from = service[field as keyof typeof wanted];
      if (sameValue(from, to)) continue;
      if (!sameValue(from, seen[field])) throw conflict({ field, to: [from].flat().join(", ") });
      changes[field] = { from, to };
    }
    if (Object.keys(changes).length === 0) throw precondition("unchanged");
    const after = { ...service, ...wanted };
    const former = [service.labelEn, service.labelEs].filter((label) => !wordsOf(after).includes(fold(label)));
    after.aliases = clean({ ...after, aliases: [...after.aliases, ...former] });
    requireFree(services, after, serviceId);
    const { labelEn, labelEs, aliases } = after;
    await tx.service.update({ where: { id: serviceId }, data: { labelEn, labelEs, aliases } });
    emit(serviceUpdated, { ...about(after), payload: {}, changes });
    return { leads: await nameLeads(ctx, tx, after, locale) };
  });
}

/** Those in use, in another order; whoever saw another order is told. */
export async function orderServices(ctx: Ctx, { ids, seen }: OrderServicesInput): Promise<void> {
  authorize(ctx, "settings.manage");
  await mutate(ctx, async (tx, emit) => {
    const { services } = await lockServices(tx);
    const now = services.filter(({ active }) => active);
    if (
      !sameValue(
        now.map(({ id }) => id),
        seen,
      )
    )
      throw conflict({ field: "order" });
    if (!sameValue([...ids].sort(), [...seen].sort())) throw invalid({ ids: "notValid" });
    if (sameValue(ids, seen)) throw precondition("unchanged");
    await tx.$executeRawUnsafe(
      `update "Service" s set position = n.place from unnest($1::uuid[]) with ordinality as n(id, place) where n.id = s.id`,
      ids,
    );
    for (const [from, service] of now.entries()) {
      const to = ids.indexOf(service.id);
      if (from !== to) emit(serviceUpdated, { ...about(service), payload: {}, changes: { position: { from, to } } });
    }
  });
}

/** Offered no more: its leads get the service that takes its place, and so does whoever still asks for it. */
export async function retireService(
  ctx: Ctx,
  { serviceId, successorId }: RetireServiceInput,
): Promise<{ leads: number }> {
  authorize(ctx, "settings.manage");
  return mutate(ctx, async (tx, emit) => {
    const { services, locale } = await lockServices(tx);
    const service = inUse(services, serviceId);
    const successor = services.find(({ id, active }) => id === successorId && active && id !== serviceId);
    if (!successor) throw invalid({ successorId: "notValid" });
    const said = [service.labelEn, service.labelEs, ...service.aliases];
    const aliases = clean({ ...successor, aliases: [...successor.aliases, ...said] });
    await tx.service.update({ where: { id: serviceId }, data: { active: false } });
    await tx.service.update({ where: { id: successorId }, data: { aliases } });
    const leads = await nameLeads(ctx, tx, { ...successor, aliases }, locale);
    emit(serviceRetired, {
      ...about(service),
      payload: { successorId, leads },
      changes: { active: { from: true, to: false } },
    });
    return { leads };
  });
}

/** Offered again, under its own words. Leads that were moved stay where they are. */
export async function reviveService(ctx: Ctx, { serviceId }: ServiceInput): Promise<void> {
  authorize(ctx, "settings.manage");
  await mutate(ctx, async (tx, emit) => {
    const { services } = await lockServices(tx);
    const service = services.find(({ id, active }) => id === serviceId && !active);
    if (!service) throw notFound();
    const own = wordsOf(service);
    for (const other of services.filter(({ active }) => active)) {
      const aliases = other.aliases.filter((alias) => !own.includes(fold(alias)));
      if (aliases.length === other.aliases.length) continue;
      await tx.service.update({ where: { id: other.id }, data: { aliases } });
      other.aliases = aliases;
    }
    requireFree(services, service, serviceId);
    await tx.service.update({ where: { id: serviceId }, data: { active: true } });
    await tx.wordMove.updateMany({
      where: { kind: "service", from: { hasSome: own }, state: { not: "done" } },
      data: { state: "done", finishedAt: ctx.now() },
    });
    emit(serviceRevived, { ...about(service), payload: {}, changes: { active: { from: false, to: true } } });
  });
}

type Locked = { services: Service[]; locale: string };

async function lockServices(tx: Tx): Promise<Locked> {
  await tx.$queryRawUnsafe(`select pg_advisory_xact_lock(hashtext('services'))::text`);
  const house = await tx.organisation.findUnique({ where: { id: 1 }, select: { locale: true } });
  const services = await tx.service.findMany({ orderBy: [{ position: "asc" }, { key: "asc" }] });
  return { services, locale: house?.locale ?? "es" };
}

function inUse(services: readonly Service[], id: string): Service {
  const service = services.find((one) => one.id === id && one.active);
  if (!service) throw notFound();
  return service;
}

type Words = { labelEn: string; labelEs: string; aliases: string[] };

/** A word means one service. */
function requireFree(services: readonly Service[], words: Words, ownId?: string): void {
  const taken = new Set(services.filter(({ id, active }) => active && id !== ownId).flatMap(wordsOf));
  const refused = (["labelEn", "labelEs"] as const).filter((label) => taken.has(fold(words[label])));
  if (refused.length > 0) throw invalid(Object.fromEntries(refused.map((label) => [label, "taken"])));
  if (words.aliases.some((alias) => taken.has(fold(alias)))) throw invalid({ aliases: "taken" });
}

/** Each alias once, and none that is its name already. */
function clean({ labelEn, labelEs, aliases }: Words): string[] {
  const seen = new Set([fold(labelEn), fold(labelEs)]);
  return aliases.filter((alias) => {
    const word = fold(alias);
    if (word === "" || seen.has(word)) return false;
    seen.add(word);
    return true;
  });
}

function about({ id, labelEn }: { id: string; labelEn: string }) {
  return { subjectId: id, subjectLabel: labelEn };
}

function nameLeads(ctx: Ctx, tx: Tx, service: Words, locale: string): Promise<number> {
  return startMove(ctx, tx, { kind: "service", from: wordsOf(service), to: nameOf(service, locale) });
}
