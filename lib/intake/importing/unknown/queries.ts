import { authorize } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { fold } from "@/lib/core/text";
import { NAMED } from "@/lib/intake/importing/schema";
import { visibleImports } from "@/lib/intake/policy";
import type { Ctx } from "@/lib/core/ctx";
import type { ImportInput, ImportSettings, Named, Said, UnknownWords } from "@/lib/intake/importing/schema";

/** Whoever has more of them has mapped the wrong column. */
const SHOWN = 30;

type Found = { kind: Named; word: string; rows: number; words: number; all: number };

/** What was said for so many files before may be meant again. */
const REMEMBERED = 20;

/** Folding is dear: of more spellings than these only the most frequent are brought together. */
const FOLDED = 1000;

const UNKNOWN = `
  with named as (
    select reason, detail from "ImportRow"
     where "importId" = $1::uuid and outcome = 'refused' and reason in ('status_unknown', 'owner_unknown')
    union all
    select n ->> 'reason', n ->> 'detail' from "ImportRow", jsonb_array_elements(notes) n
     where "importId" = $1::uuid and outcome = 'refused' and notes <> '[]' and n ->> 'reason' in ('status_unknown', 'owner_unknown')),
  spelt as (select reason, detail, count(*)::int as rows from named group by 1, 2),
  totals as (select reason, count(*)::int as spellings, sum(rows)::int as "all" from spelt group by 1),
  frequent as (
    select f.* from (values ('status_unknown'), ('owner_unknown')) kinds(kind),
      lateral (select * from spelt where reason = kind order by rows desc, detail collate "C" limit ${FOLDED}) f),
  words as (
    select reason, (array_agg(detail order by rows desc, detail))[1] as word, sum(rows)::int as rows, count(*)::int as spellings
      from frequent group by reason, fold(detail)),
  ranked as (
    select *, row_number() over (partition by reason order by rows desc, word) as rank,
           (count(*) over (partition by reason) - sum(spellings) over (partition by reason))::int as together
      from words)
  select split_part(reason, '_', 1) as kind, word, rows, totals.spellings + together as words, "all"
    from ranked join totals using (reason) where rank <= ${SHOWN} order by reason, rank`;

/** What a checked file names and the house doesn't know, and of what it didn't know what somebody has said already. */
export async function unknownWords(ctx: Ctx, { importId }: ImportInput): Promise<UnknownWords> {
  authorize(ctx, "lead.import");
  const checked = await reader(ctx).import.findFirst({
    where: { AND: [{ id: importId, stage: "check", state: "done" }, visibleImports(ctx.actor)] },
    select: { settings: true },
  });
  const found = checked ? await reader(ctx).$queryRawUnsafe<Found[]>(UNKNOWN, importId) : [];
  const { said } = (checked?.settings ?? {}) as Partial<ImportSettings>;
  const before = found.length > 0 ? await saidBefore(ctx) : [];
  const of = (kind: Named) =>
    withSaid(
      found.filter((one) => one.kind === kind),
      said?.[kind] ?? [],
      before.flatMap((one) => one[kind]),
    );
  return Object.fromEntries(NAMED.map((kind) => [kind, of(kind)])) as UnknownWords;
}

/** What words were said to mean for the latest files that were imported, the latest first. */
async function saidBefore(ctx: Ctx): Promise<Said[]> {
  const imports = await reader(ctx).import.findMany({
    where: { AND: [{ stage: "run", state: "done" }, visibleImports(ctx.actor)] },
    orderBy: { createdAt: "desc" },
    take: REMEMBERED,
    select: { settings: true },
  });
  return imports.flatMap(({ settings }) => (settings as Partial<ImportSettings>).said ?? []);
}

function withSaid(found: readonly Found[], said: Said[Named], before: Said[Named]): UnknownWords[Named] {
  const meantBefore = new Map(before.toReversed().map(({ word, means }) => [fold(word), means]));
  const [{ words, all } = { words: 0, all: 0 }] = found;
  const known = new Set(found.map(({ word }) => fold(word)));
  return {
    words: [
      ...found.map(({ word, rows }) => ({ word, rows, means: "", before: meantBefore.get(fold(word)) ?? "" })),
      ...said.filter(({ word }) => !known.has(fold(word))).map((one) => ({ ...one, rows: 0, before: "" })),
    ],
    more: { words: words - found.length, rows: all - found.reduce((sum, { rows }) => sum + rows, 0) },
  };
}
