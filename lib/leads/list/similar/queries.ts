import { SqlParams } from "@/lib/core/condition/to-sql";
import { authorize, hiddenFields } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { fold } from "@/lib/core/text";
import { JOINS, rowSql, toRows } from "@/lib/leads/list/queries";
import { PAGE_SIZE } from "@/lib/leads/list/schema";
import { whereSql } from "@/lib/leads/list/where-sql";
import type { Ctx } from "@/lib/core/ctx";
import type { Asked, LeadRecord } from "@/lib/leads/list/queries";
import type { LeadPage } from "@/lib/leads/list/schema";

type Input = Asked & { typed: string };
/** A word that was typed, and the words of leads that it may be, the likest first. */
type Meant = { words: string[] };

const LONGEST_TYPED = 100;
/** Of the leads that have the words, so many are compared as a whole. */
const MOST_COMPARED = 500;
/** Of all that was typed, in trigrams; `words_alike` asks the same of each word. */
const LEAST_ALIKE = 0.45;

/**
 * Leads whose name, firm or mail resembles what was typed, the likest first: for typing mistakes. Each word that was
 * typed is taken for words that leads have, so that no more leads are compared than have those.
 */
export async function similarLeads(ctx: Ctx, input: Input): Promise<LeadPage> {
  authorize(ctx, "lead.read");
  const typed = fold(input.typed).slice(0, LONGEST_TYPED);
  const meant = await wordsMeant(ctx, typed);
  if (meant.length === 0) return { rows: [], next: null, similar: "all" };
  const withAll = await likest(ctx, input, typed, meant, " and ");
  const found = withAll.length > 0 || meant.length === 1 ? withAll : await likest(ctx, input, typed, meant, " or ");
  const rows = toRows(ctx, found.slice(0, PAGE_SIZE), input.country);
  return { rows, next: null, similar: found.length > PAGE_SIZE ? "most" : "all" };
}

async function wordsMeant(ctx: Ctx, typed: string): Promise<Meant[]> {
  return reader(ctx).$queryRawUnsafe<Meant[]>("select words from words_alike($1) where words <> '{}'", typed);
}

/** Those with the very likest words are compared in any case, however many others there are. */
async function likest(ctx: Ctx, input: Input, typed: string, meant: Meant[], joint: string): Promise<LeadRecord[]> {
  const params = new SqlParams();
  const said = params.add(typed, "text");
  const where = whereSql(ctx, input, params);
  // A mail that doesn't exist for whoever asks resembles nothing.
  const seen = hiddenFields(ctx.actor).includes("email") ? `l."contactNameKey" || ' ' || l."firmKey"` : `x."likeText"`;
  const having = (most: number) =>
    meant.map(({ words }) => `like_words(x."likeText") && ${params.add(words.slice(0, most), "text[]")}`).join(joint);
  const alike = (most: number) => `
    (select l.id, word_similarity(${said}, ${seen}) as likeness
       from "LeadText" x join "Lead" l on l.id = x."leadId"
      where (${having(most)}) and ${where} limit ${MOST_COMPARED})`;
  return reader(ctx).$queryRawUnsafe<LeadRecord[]>(
    `with likest as (${alike(1)} union ${alike(Infinity)})
     select ${rowSql(input)} from likest join "Lead" l on l.id = likest.id ${JOINS}
      where likest.likeness >= ${LEAST_ALIKE}
      order by likest.likeness desc,
               greatest(similarity(${said}, l."contactNameKey"), similarity(${said}, l."firmKey")) desc, l."receivedAt" desc, l.id desc
      limit ${PAGE_SIZE + 1}`,
    ...params.values,
  );
}
