import { authorize } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { importChoices } from "@/lib/intake/importing/choices/queries";
import { guessColumns, guessDateOrder } from "@/lib/intake/importing/columns";
import { saidUpTo } from "@/lib/intake/importing/said-up-to";
import { visibleImports } from "@/lib/intake/policy";
import { fieldName, fieldView, isFieldName } from "@/lib/leads/custom-fields/field/schema";
import { allFields, fieldsInUse } from "@/lib/leads/custom-fields/queries";
import { organisation } from "@/lib/settings/queries";
import type { FieldView } from "@/lib/leads/custom-fields/field/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { Changes } from "@/lib/core/events";
import type { Tx } from "@/lib/core/db";
import type { Import } from "@/lib/core/prisma/client";
import type {
  ImportColumn,
  ImportInput,
  ImportProgress,
  ImportRowView,
  ImportSettings,
  ImportState,
  Note,
  Outcome,
  OutcomeCount,
  Shape,
  Stage,
  Undo,
} from "@/lib/intake/importing/schema";

/** The import, locked until the transaction ends, for an actor who may see it. */
export async function lockImport(ctx: Ctx, tx: Tx, importId: string): Promise<Import> {
  authorize(ctx, "lead.import");
  await tx.$queryRawUnsafe(`select 1 from "Import" where id = $1::uuid for update`, importId);
  const found = await tx.import.findFirst({ where: { AND: [{ id: importId }, visibleImports(ctx.actor)] } });
  if (!found) throw notFound();
  return found;
}

const LISTED = 50;

/** The latest imports, newest first. */
export async function listImports(ctx: Ctx) {
  authorize(ctx, "lead.import");
  return reader(ctx).import.findMany({
    where: visibleImports(ctx.actor),
    orderBy: { createdAt: "desc" },
    take: LISTED,
    select: {
      id: true,
      fileName: true,
      stage: true,
      state: true,
      rowCount: true,
      createdAt: true,
      company: { select: { name: true } },
      uploader: { select: { firstName: true, lastName: true } },
    },
  });
}
export type ImportSummary = Awaited<ReturnType<typeof listImports>>[number];

/** One import with its settings: those saved, else those guessed. */
export async function getImport(ctx: Ctx, { importId }: ImportInput) {
  authorize(ctx, "lead.import");
  const found = await reader(ctx).import.findFirst({
    where: { AND: [{ id: importId }, visibleImports(ctx.actor)] },
    include: { uploader: { select: { firstName: true, lastName: true } }, company: { select: { name: true } } },
  });
  if (!found) throw notFound();
  const { settings, columns, shape, stage, state, ...row } = found;
  const labels = columns as string[];
  const sampled = await sampleColumns(ctx, found.id, labels);
  const saved = settings as ImportSettings | Record<string, never>;
  return {
    ...row,
    stage: stage as Stage,
    state: state as ImportState,
    shape: shape as Shape,
    columns: sampled,
    settings: "mapping" in saved ? (saved as ImportSettings) : await guessSettings(ctx, sampled),
    /** The last time somebody the actor sees imported this very file. */
    before: await reader(ctx).import.findFirst({
      where: {
        AND: [{ digest: found.digest, id: { not: found.id }, stage: "run" }, visibleImports(ctx.actor)],
      },
      orderBy: { createdAt: "desc" },
      select: { id: true, fileName: true, createdAt: true },
    }),
  };
}

const SAMPLED_ROWS = 200;
const SAMPLES = 3;
const SAMPLE_LENGTH = 80;

async function sampleColumns(ctx: Ctx, importId: string, labels: string[]): Promise<ImportColumn[]> {
  const rows = await reader(ctx).importRow.findMany({
    where: { importId },
    orderBy: { line: "asc" },
    take: SAMPLED_ROWS,
    select: { values: true },
  });
  return labels.map((label, index) => {
    const values = rows.map((row) => (row.values as string[])[index] ?? "").filter((value) => value !== "");
    const samples = [...new Set(values)].slice(0, SAMPLES).map((value) => value.slice(0, SAMPLE_LENGTH));
    return { label, samples };
  });
}

async function guessSettings(ctx: Ctx, columns: ImportColumn[]): Promise<ImportSettings> {
  const [{ timeZone, defaultCountry }, choices] = await Promise.all([organisation(), importChoices(ctx)]);
  const mapping = guessColumns(columns, defaultCountry, await fieldsInUse());
  const dates = columns.filter((_, index) => mapping[index] === "submittedAt").flatMap(({ samples }) => samples);
  const updates = isStatusSheet(mapping);
  const tells = mapping.includes("status");
  const told = updates ? "overwrite" : "update";
  return {
    mapping,
    companyId: updates ? null : (choices.companies[0]?.id ?? null),
    leadTypeId: choices.leadTypes.find(({ key }) => key === "other")?.id ?? choices.leadTypes[0]?.id ?? "",
    statusId: choices.statuses.find(({ part }) => part === "start")?.id ?? "",
    ownerId: null,
    channel: "",
    subChannel: "",
    dateOrder: guessDateOrder(dates),
    timeZone,
    matchBy: updates ? ["email", "firm"] : ["email", "phone"],
    // A status is told so that leads get it.
    onMatch: tells ? told : "fill",
    overwrite: tells ? ["status"] : [],
    onNew: updates ? "refuse" : "create",
  };
}

/** The predecessor's sheet: a mail, a firm and where it stands, and nothing else to make a lead of. */
function isStatusSheet(mapping: ImportSettings["mapping"]): boolean {
  const known = new Set(["email", "firm", "status"]);
  const taken = mapping.filter((target) => target !== "ignore");
  return taken.includes("status") && taken.length <= 3 && taken.every((target) => known.has(target));
}

const PROGRESS = `
  select outcome, reason, undo, count(*)::int as count,
         (count(*) filter (where outcome = 'refused' and notes <> '[]'))::int as more,
         bool_or(reason = 'status_unknown' or notes @> '[{"reason": "status_unknown"}]') as "asksStatus"
    from "ImportRow"
   where "importId" = $1::uuid and outcome <> '' and line <= $2::int group by 1, 2, 3 order by 1, 2, 3`;

const FIELDS = `
  select field, count(*)::int as count from "ImportRow", jsonb_object_keys(changes -> 'fields') field
   where "importId" = $1::uuid and outcome = 'updated' and line <= $2::int group by 1 order by 2 desc, 1`;

/** How far it is, and how its rows come out. */
export async function importProgress(ctx: Ctx, { importId }: ImportInput): Promise<ImportProgress> {
  authorize(ctx, "lead.import");
  const read = reader(ctx);
  const found = await read.import.findFirst({ where: { AND: [{ id: importId }, visibleImports(ctx.actor)] } });
  if (!found) throw notFound();
  const { id, stage, state, reason, rowCount, cursor } = found;
  const range = stage === "undo" ? { gte: cursor } : { lte: cursor };
  const upTo = saidUpTo(found);
  const isIdle = state !== "working" && stage !== "read";
  const [counts, fields, settled] = await Promise.all([
    read.$queryRawUnsafe<OutcomeCount[]>(PROGRESS, importId, upTo),
    isIdle ? read.$queryRawUnsafe<ImportProgress["fields"]>(FIELDS, importId, upTo) : [],
    state === "done" ? rowCount : read.importRow.count({ where: { importId, line: range } }),
  ]);
  const own = fields.some(({ field }) => isFieldName(field)) ? await ownFields(ctx) : new Map<string, FieldView>();
  const named = fields.map((one) => ({ ...one, ...labelOf(own.get(one.field)) }));
  return { id, stage: stage as Stage, state: state as ImportState, reason, rowCount, settled, counts, fields: named };
}

const PAGE = 50;
export type RowsAsked = ImportInput & {
  outcome?: Outcome | undefined;
  reason?: string | undefined;
  undo?: Undo | undefined;
  after?: number | undefined;
};

/** The rows that came out so, in the file's order. */
export async function importRows(ctx: Ctx, asked: RowsAsked): Promise<{ rows: ImportRowView[]; next: number | null }> {
  authorize(ctx, "lead.import");
  const found = await reader(ctx).import.findFirst({
    where: { AND: [{ id: asked.importId }, visibleImports(ctx.actor)] },
    select: { stage: true, state: true, cursor: true },
  });
  if (!found) return { rows: [], next: null };
  const rows = await reader(ctx).importRow.findMany({
    where: {
      importId: asked.importId,
      ...(asked.outcome && { outcome: asked.outcome }),
      ...(asked.reason && { reason: asked.reason }),
      ...(asked.undo !== undefined && { undo: asked.undo }),
      line: { gt: asked.after ?? 0, lte: saidUpTo(found) },
    },
    orderBy: { line: "asc" },
    take: PAGE + 1,
  });
  const shown = rows.slice(0, PAGE);
  const [names, own] = await Promise.all([namesOf(ctx), ownFields(ctx)]);
  return {
    rows: shown.map(({ values, changes, notes, outcome, importId: _, leadId: __, ...row }) => ({
      ...row,
      notes: notes as Note[],
      values: values as string[],
      outcome: outcome as Outcome,
      changes: changesOf(changes, names, own),
    })),
    next: rows.length > PAGE ? (shown.at(-1)?.line ?? null) : null,
  };
}

const labelOf = (field: FieldView | undefined) => field && { label: field.label };

/** The custom fields there have ever been, by their names. */
async function ownFields(ctx: Ctx): Promise<Map<string, FieldView>> {
  const locale = localeOf(ctx);
  return new Map((await allFields(reader(ctx))).map((field) => [fieldName(field.key), fieldView(field, locale)]));
}

function localeOf({ actor }: Ctx): string {
  return actor.type === "user" ? actor.locale : "es";
}

/** Choices by their labels; anything else as it is written. */
function ownText({ options }: FieldView, text: string): string {
  const label = (key: string) => options.find((option) => option.key === key)?.label ?? key;
  return options.length === 0 ? text : text.split(",").map(label).join(", ");
}

function changesOf(
  changes: unknown,
  names: Map<string, string>,
  own: Map<string, FieldView>,
): ImportRowView["changes"] {
  const { fields = {} } = (changes ?? {}) as { fields?: Changes };
  const say = (value: unknown) => {
    if (Array.isArray(value)) return value.join(", ");
    if (typeof value === "number") return String(value);
    return typeof value === "string" ? (names.get(value) ?? value) : "";
  };
  return Object.entries(fields).map(([field, { from, to }]) => {
    const custom = own.get(field);
    const words = (value: unknown) => (custom ? ownText(custom, say(value)) : say(value));
    return { field, ...labelOf(custom), from: words(from), to: words(to) };
  });
}

/** Statuses and people by id, as changes are told. */
export async function namesOf(ctx: Ctx): Promise<Map<string, string>> {
  const english = ctx.actor.type === "user" && ctx.actor.locale === "en";
  const [statuses, users] = await Promise.all([
    reader(ctx).status.findMany(),
    reader(ctx).user.findMany({ select: { id: true, firstName: true, lastName: true } }),
  ]);
  return new Map([
    ...statuses.map((status): [string, string] => [status.id, english ? status.labelEn : status.labelEs]),
    ...users.map((user): [string, string] => [user.id, `${user.firstName} ${user.lastName}`.trim()]),
  ]);
}
