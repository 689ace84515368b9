import { authorize } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { pathOf, saidIn } from "@/lib/leads/custom-fields/extra-name";
import { guessField } from "@/lib/leads/custom-fields/guess";
import { allFields } from "@/lib/leads/custom-fields/queries";
import { readValue } from "@/lib/leads/custom-fields/reading/schema";
import { extraValues } from "@/lib/leads/page/extra-values";
import { fillHints } from "@/lib/leads/custom-fields/filling/hints/queries";
import type { Ctx } from "@/lib/core/ctx";
import type { Saying } from "@/lib/leads/custom-fields/guess";
import type {
  ExtraGuess,
  FillingProgress,
  FillingTrial,
  SeenExtra,
  TryFillingInput,
} from "@/lib/leads/custom-fields/filling/schema";

/** What the newest leads say beyond the known fields tells which extra values there are. */
const LOOKED_AT = 2000;
const MOST_NAMES = 100;
const EXAMPLES = 3;
const LONGEST_EXAMPLE = 80;

/** The extra values of the newest leads that no field takes yet, the most frequent first. */
export async function seenExtras(ctx: Ctx): Promise<{ extras: SeenExtra[]; leads: number }> {
  authorize(ctx, "settings.manage");
  const [fields, rows] = await Promise.all([
    allFields(reader(ctx)),
    reader(ctx).$queryRawUnsafe<{ extra: unknown }[]>(
      `select extra from "Lead" where extra <> '{}' order by "receivedAt" desc, id desc limit ${LOOKED_AT}`,
    ),
  ]);
  const taken = new Set(fields.flatMap(({ takes }) => takes));
  const seen = new Map<string, SeenExtra>();
  for (const { name, value } of rows.flatMap(({ extra }) => extraValues(extra))) {
    if (taken.has(name) || name.length > 300) continue;
    const known = seen.get(name) ?? { name, leads: 0, examples: [] };
    seen.set(name, known);
    known.leads++;
    const example = value.slice(0, LONGEST_EXAMPLE);
    if (known.examples.length < EXAMPLES && !known.examples.includes(example)) known.examples.push(example);
  }
  const extras = [...seen.values()].sort((a, b) => b.leads - a.leads).slice(0, MOST_NAMES);
  return { extras, leads: rows.length };
}

/** Of which kind an extra value seems to be. */
export async function guessExtra(ctx: Ctx, { name }: { name: string }): Promise<ExtraGuess> {
  authorize(ctx, "settings.manage");
  return { name, ...guessField(await sayingsOf(ctx, name)) };
}

/** What would become of every lead that has the extra value; read as the filling itself reads it. */
export async function tryFilling(ctx: Ctx, { name, kind, options, fieldId }: TryFillingInput): Promise<FillingTrial> {
  authorize(ctx, "settings.manage");
  const hints = await fillHints();
  // An option has its key when it is kept; here each needs one of its own.
  const drafted = options.map((option, place) => ({ ...option, key: option.key || `draft-${place}` }));
  const sayings = await sayingsOf(ctx, name, fieldId);
  const trial: FillingTrial = { filled: 0, unreadable: 0, unread: [], kept: 0 };
  for (const { said, leads, kept } of sayings) {
    trial.kept += kept;
    if (leads === 0) continue;
    if (readValue({ kind, options: drafted }, said, hints) !== undefined) {
      trial.filled += leads;
      continue;
    }
    trial.unreadable += leads;
    if (trial.unread.length < EXAMPLES) trial.unread.push([said].flat().join(", ").slice(0, LONGEST_EXAMPLE));
  }
  return trial;
}

/** Everything that is said there, and by how many leads; `kept`: those that say something in the field already. */
async function sayingsOf(ctx: Ctx, name: string, fieldId?: string): Promise<(Saying & { kept: number })[]> {
  const path = pathOf(name);
  const rows = await reader(ctx).$queryRawUnsafe<{ value: unknown; leads: number; kept: number }[]>(
    `select l.extra #> $1::text[] as value, count(*) filter (where v."leadId" is null)::int as leads, count(v."leadId")::int as kept
       from "Lead" l left join "LeadValue" v on v."leadId" = l.id and v."fieldId" = $3::uuid
      where l.extra ? $2 and l.extra #> $1::text[] is not null group by 1 order by 2 desc, 1`,
    path,
    path[0],
    fieldId ?? null,
  );
  return rows.map(({ value, ...counted }) => ({ said: saidIn(value) ?? "", ...counted }));
}

/** The last filling of each field; first one that is at work. */
export async function fillings(ctx: Ctx): Promise<FillingProgress[]> {
  authorize(ctx, "settings.manage");
  return reader(ctx).$queryRawUnsafe<FillingProgress[]>(
    `select distinct on ("fieldId") id::text, "fieldId"::text, name, state, reason, total, filled, unreadable, kept
       from "FieldFilling" order by "fieldId", state = 'working' desc, "createdAt" desc, id desc`,
  );
}
