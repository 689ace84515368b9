import { authorize } from "@/lib/core/ctx";
import { conflict, invalid, notFound, precondition } from "@/lib/core/errors";
import { given } from "@/lib/core/given";
import { newId } from "@/lib/core/id";
import { keyFor } from "@/lib/core/key-for";
import { mutate } from "@/lib/core/mutate";
import { sameValue } from "@/lib/core/same-value";
import { fold } from "@/lib/core/text";
import {
  leadTypeCreated,
  leadTypeUpdated,
  lostReasonCreated,
  lostReasonUpdated,
  statusUpdated,
} from "@/lib/leads/vocabulary/events";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Changes } from "@/lib/core/events";
import type { AddTermInput, OrderTermsInput, TermKind, UpdateTermInput } from "@/lib/leads/vocabulary/schema";

export type Term = { id: string; key: string; labelEn: string; labelEs: string; active: boolean; position: number };

const UPDATED = { status: statusUpdated, leadType: leadTypeUpdated, lostReason: lostReasonUpdated };
const CREATED = { leadType: leadTypeCreated, lostReason: lostReasonCreated };

/** One more lead type or lost reason, after the others. */
export async function addTerm(ctx: Ctx, { kind, ...labels }: AddTermInput): Promise<{ id: string }> {
  authorize(ctx, "settings.manage");
  return mutate(ctx, async (tx, emit) => {
    const terms = await lockTerms(tx, kind);
    requireFreeLabels(terms, labels);
    const data = { id: newId(), ...newTerm(terms, labels) };
    await (kind === "leadType" ? tx.leadType.create({ data }) : tx.lostReason.create({ data }));
    emit(CREATED[kind], { ...aboutTerm(data), payload: { key: data.key } });
    return { id: data.id };
  });
}

/** Other labels; or a lost reason that is offered no more, or again. Whoever was told of it is still told so. */
export async function updateTerm(ctx: Ctx, input: UpdateTermInput): Promise<void> {
  authorize(ctx, "settings.manage");
  const { kind, id } = input;
  await mutate(ctx, async (tx, emit) => {
    const terms = await lockTerms(tx, kind);
    const term = requireTerm(terms, id);
    const set = given(input.set);
    // A type has leads that have to go somewhere: it is retired.
    if (kind === "leadType" && set.active !== undefined) throw invalid({ active: "notValid" });
    const changes = await changesOfTerm(tx, term, set, input.seen);
    const after = { ...term, ...set };
    if (after.active) requireFreeLabels(terms, after, id);
    if (!after.active && !terms.some((one) => one.active && one.id !== id)) throw precondition("lastTerm");
    await (kind === "leadType"
      ? tx.leadType.update({ where: { id }, data: set })
      : tx.lostReason.update({ where: { id }, data: set }));
    emit(UPDATED[kind], { ...aboutTerm(after), payload: {}, changes });
  });
}

/** Those in use, in another order; whoever saw another order or other ones is told. */
export async function orderTerms(ctx: Ctx, { kind, ids, seen }: OrderTermsInput): Promise<{ moved: number }> {
  authorize(ctx, "settings.manage");
  return mutate(ctx, async (tx, emit) => {
    const terms = await lockTerms(tx, kind);
    const inUse = terms.filter(({ active }) => active).map(({ id }) => id);
    if (!sameValue(inUse, seen)) throw conflict({ field: "order" });
    if (!sameValue([...ids].sort(), [...inUse].sort())) throw invalid({ ids: "notValid" });
    const retired = terms.filter(({ active }) => !active).map(({ id }) => id);
    const order = [...ids, ...retired];
    const moved = terms.filter((term) => order.indexOf(term.id) !== term.position);
    if (sameValue(ids, inUse)) throw precondition("unchanged");
    for (const term of moved) {
      const position = order.indexOf(term.id);
      await tx.$executeRawUnsafe(`update ${TABLES[kind]} set position = $2 where id = $1::uuid`, term.id, position);
      const changes = { position: { from: term.position, to: position } };
      emit(UPDATED[kind], { ...aboutTerm(term), payload: {}, changes });
    }
    return { moved: moved.length };
  });
}

const TABLES: Record<TermKind, string> = { status: `"Status"`, leadType: `"LeadType"`, lostReason: `"LostReason"` };

/** All of a list, in order, and nobody else's to change until the transaction ends: labels, keys and the order are of all. */
export async function lockTerms(tx: Tx, kind: TermKind): Promise<Term[]> {
  await tx.$queryRawUnsafe(`select pg_advisory_xact_lock(hashtext($1))::text`, `terms:${kind}`);
  return tx.$queryRawUnsafe<Term[]>(
    `select id::text, key, "labelEn", "labelEs", active, position from ${TABLES[kind]} order by position, key`,
  );
}

export function requireTerm<T extends { id: string }>(terms: readonly T[], id: string): T {
  const term = terms.find((one) => one.id === id);
  if (!term) throw notFound();
  return term;
}

type Labels = { labelEn: string; labelEs: string };

/** Files and people tell them apart by their labels. */
export function requireFreeLabels(terms: readonly Term[], labels: Labels, ownId?: string): void {
  const others = terms.filter(({ id, active }) => active && id !== ownId);
  const taken = (["labelEn", "labelEs"] as const).filter((field) =>
    others.some((other) => fold(other[field]) === fold(labels[field])),
  );
  if (taken.length > 0) throw invalid(Object.fromEntries(taken.map((field) => [field, "taken"])));
}

/** The key is made of the English label and stays when that changes. */
export function newTerm(terms: readonly Term[], { labelEn, labelEs }: Labels) {
  const taken = terms.map(({ key }) => key);
  return { key: keyFor(labelEn, taken, "term"), labelEn, labelEs, active: true, position: terms.length };
}

export function aboutTerm({ id, labelEn }: { id: string; labelEn: string }) {
  return { subjectId: id, subjectLabel: labelEn };
}

/** The fields that really change; one that somebody changed since it was seen is a conflict. */
export async function changesOfTerm(
  tx: Tx,
  term: Record<string, unknown> & { id: string },
  set: Record<string, unknown>,
  seen: Record<string, unknown>,
): Promise<Changes> {
  const changes: Changes = {};
  for (const [field, to] of Object.entries(set)) {
    const from = term[field];
    if (from === to) continue;
    if (from !== seen[field]) throw await firstOne(tx, term.id, field, String(from));
    changes[field] = { from, to };
  }
  if (Object.keys(changes).length === 0) throw precondition("unchanged");
  return changes;
}

async function firstOne(tx: Tx, subjectId: string, field: string, to: string) {
  const last = await tx.$queryRawUnsafe<{ actorLabel: string }[]>(
    `select "actorLabel" from "Event" where "subjectId" = $1::uuid and changes ? $2 order by seq desc limit 1`,
    subjectId,
    field,
  );
  return conflict({ field, to, ...(last[0] && { by: last[0].actorLabel }) });
}
