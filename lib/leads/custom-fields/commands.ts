import { authorize } from "@/lib/core/ctx";
import { conflict, invalid, notFound, precondition } from "@/lib/core/errors";
import { given } from "@/lib/core/given";
import { newId } from "@/lib/core/id";
import { mutate } from "@/lib/core/mutate";
import { insertRows } from "@/lib/core/rows";
import { sameValue } from "@/lib/core/same-value";
import { fold } from "@/lib/core/text";
import { columnWords } from "@/lib/i18n/words-in";
import { customFieldCreated, customFieldUpdated } from "@/lib/leads/custom-fields/events";
import { becomesSafely, hasOptions } from "@/lib/leads/custom-fields/field/schema";
import { allFields } from "@/lib/leads/custom-fields/queries";
import { MOST_FIELDS } from "@/lib/leads/custom-fields/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Changes } from "@/lib/core/events";
import type { FieldDefinition, FieldKind, OptionDefinition } from "@/lib/leads/custom-fields/field/schema";
import type { AddFieldInput, OptionInput, OrderFieldsInput, UpdateFieldInput } from "@/lib/leads/custom-fields/schema";

/** One more field, after the others. */
export async function addField(ctx: Ctx, input: AddFieldInput): Promise<{ id: string; key: string }> {
  authorize(ctx, "settings.manage");
  return mutate(ctx, async (tx, emit) => {
    const fields = await lockFields(tx);
    if (fields.length >= MOST_FIELDS) throw precondition("tooManyFields");
    requireFreeNames(fields, input);
    requireFreeTakes(fields, input.takes);
    await requireTypes(tx, input.typeIds);
    const { options, ...columns } = input;
    const data = { ...columns, id: newId(), key: keyFor(input.labelEn, fields), position: fields.length + 1 };
    await tx.customField.create({ data });
    await writeOptions(tx, data, [], options);
    emit(customFieldCreated, { ...about(data), payload: { key: data.key, kind: data.kind } });
    return { id: data.id, key: data.key };
  });
}

/** What a field is called, whose it is, what it can be. What leads say in it stays, or it isn't done. */
export async function updateField(ctx: Ctx, input: UpdateFieldInput): Promise<void> {
  authorize(ctx, "settings.manage");
  await mutate(ctx, async (tx, emit) => {
    const fields = await lockFields(tx);
    const field = fields.find(({ id }) => id === input.fieldId);
    if (!field) throw notFound();
    const { options, ...set } = given(input.set);
    const changes = await changesOf(tx, field, input);
    const after = { ...field, ...set };
    if (after.active) requireFreeNames(fields, after);
    if (set.takes) requireFreeTakes(fields, set.takes, field.id);
    if (set.typeIds) await requireTypes(tx, set.typeIds);
    if (set.kind) await requireSafe(tx, field, set.kind);
    await tx.customField.update({ where: { id: field.id }, data: set });
    if (options) await writeOptions(tx, after, field.options, options);
    else if (hasOptions(after.kind) && field.options.length === 0) throw invalid({ options: "required" });
    emit(customFieldUpdated, { ...about(after), payload: {}, changes });
  });
}

/** Those in use, in another order; whoever saw another order or other ones is told. */
export async function orderFields(ctx: Ctx, { ids, seen }: OrderFieldsInput): Promise<{ moved: number }> {
  authorize(ctx, "settings.manage");
  return mutate(ctx, async (tx, emit) => {
    const fields = await lockFields(tx);
    const inUse = fields.filter(({ active }) => active).map(({ id }) => id);
    if (!sameValue(inUse, seen)) throw conflict({ field: "order" });
    if (!sameValue([...ids].sort(), [...inUse].sort())) throw invalid({ ids: "notValid" });
    if (sameValue(ids, inUse)) throw precondition("unchanged");
    const retired = fields.filter(({ active }) => !active).map(({ id }) => id);
    const order = [...ids, ...retired];
    const moved = fields.filter((field, place) => order.indexOf(field.id) !== place);
    await tx.$executeRawUnsafe(
      `update "CustomField" f set position = n.place from unnest($1::uuid[]) with ordinality as n(id, place) where n.id = f.id`,
      order,
    );
    for (const field of moved) {
      const place = { from: fields.indexOf(field), to: order.indexOf(field.id) };
      emit(customFieldUpdated, { ...about(field), payload: {}, changes: { position: place } });
    }
    return { moved: moved.length };
  });
}

/** All of them, and nobody else's to change until the transaction ends: names, keys and the order are of all. */
export async function lockFields(tx: Tx): Promise<FieldDefinition[]> {
  await tx.$queryRawUnsafe(`select pg_advisory_xact_lock(hashtext('custom-fields'))::text`);
  return allFields(tx);
}

type Names = { id?: string; labelEn: string; labelEs: string };

/** People, files and the table's head tell fields apart by their names, those that every lead has among them. */
function requireFreeNames(fields: readonly FieldDefinition[], { id, ...labels }: Names): void {
  const others = fields.filter((other) => other.active && other.id !== id);
  const taken = (["labelEn", "labelEs"] as const).filter((label) => {
    const word = fold(labels[label]);
    return (
      others.some((other) => fold(other[label]) === word) ||
      columnWords(label === "labelEn" ? "en" : "es").some((own) => fold(own) === word)
    );
  });
  if (taken.length > 0) throw invalid(Object.fromEntries(taken.map((label) => [label, "taken"])));
}

/** An extra value fills one field. */
function requireFreeTakes(fields: readonly FieldDefinition[], takes: readonly string[], ownId?: string): void {
  const others = fields.filter(({ id }) => id !== ownId).flatMap((field) => field.takes);
  if (takes.some((name) => others.includes(name))) throw invalid({ takes: "taken" });
}

async function requireTypes(tx: Tx, ids: readonly string[]): Promise<void> {
  if ((await tx.leadType.count({ where: { id: { in: [...ids] } } })) < new Set(ids).size)
    throw invalid({ typeIds: "notValid" });
}

/** A kind that every value there is can be of. */
async function requireSafe(tx: Tx, field: FieldDefinition, kind: FieldKind): Promise<void> {
  if (becomesSafely(field.kind, kind)) return;
  // Whoever writes a value holds the field until the end of it.
  await tx.$queryRawUnsafe(`select 1 from "CustomField" where id = $1::uuid for update`, field.id);
  if ((await tx.leadValue.count({ where: { fieldId: field.id }, take: 1 })) > 0) throw invalid({ kind: "hasValues" });
}

/** The options in their new order. One that somebody may have chosen is retired, never taken away. */
async function writeOptions(
  tx: Tx,
  field: { id: string; kind: string },
  before: readonly OptionDefinition[],
  after: readonly OptionInput[],
): Promise<void> {
  const needed = hasOptions(field.kind as FieldKind);
  const inUse = after.filter(({ active }) => active);
  if (needed && inUse.length === 0) throw invalid({ options: "required" });
  for (const label of ["labelEn", "labelEs"] as const) {
    if (new Set(inUse.map((option) => fold(option[label]))).size < inUse.length) throw invalid({ options: "taken" });
  }
  const known = new Set(before.map(({ key }) => key));
  const kept = after.filter(({ key }) => known.has(key));
  const missing = before.filter(({ key }) => kept.every((one) => one.key !== key));
  const taken = before.map(({ key }) => ({ key }));
  const fresh = after.map((option) => {
    if (known.has(option.key)) return option;
    const key = keyFor(option.labelEn, taken);
    taken.push({ key });
    return { ...option, key };
  });
  const all = [...fresh, ...missing.map((option) => ({ ...option, active: false }))];
  await tx.fieldOption.deleteMany({ where: { fieldId: field.id } });
  const rows = all.map(({ key, labelEn, labelEs, active }, position) => ({
    ...{ fieldId: field.id, key, labelEn, labelEs, active, position },
  }));
  await insertRows(tx, "FieldOption", rows);
}

/** Made of the English name, and never changed: addresses, files and programs name it. */
function keyFor(label: string, taken: readonly { key: string }[]): string {
  const base =
    fold(label)
      .replace(/[^a-z0-9]+/g, "-")
      .slice(0, 60)
      .replace(/^-+|-+$/g, "") || "field";
  let key = base;
  // Values are looked up by it, and must not find JavaScript's own.
  const isTaken = () => key === "constructor" || taken.some((one) => one.key === key);
  for (let number = 2; isTaken(); number++) key = `${base}-${number}`;
  return key;
}

function about({ id, labelEn }: { id: string; labelEn: string }) {
  return { subjectId: id, subjectLabel: labelEn };
}

/** What really changes; what somebody changed since it was seen is a conflict. */
async function changesOf(tx: Tx, field: FieldDefinition, { set, seen }: UpdateFieldInput): Promise<Changes> {
  const changes: Changes = {};
  for (const [name, to] of Object.entries(given(set))) {
    const from = field[name as keyof typeof set];
    if (sameValue(from, to)) continue;
    if (!sameValue(from, seen[name])) throw await firstOne(tx, field.id, name, from);
    changes[name] = { from, to };
  }
  if (Object.keys(changes).length === 0) throw precondition("unchanged");
  return changes;
}

async function firstOne(tx: Tx, subjectId: string, field: string, to: unknown) {
  const [last] = await tx.$queryRawUnsafe<{ actorLabel: string }[]>(
    `select "actorLabel" from "Event" where "subjectId" = $1::uuid and changes ? $2 order by seq desc limit 1`,
    subjectId,
    field,
  );
  return conflict({ field, to: typeof to === "string" ? to : "…", ...(last && { by: last.actorLabel }) });
}
