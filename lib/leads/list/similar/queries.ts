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
/** For a word that was typed: the words of leads that it may be, the likest first. */
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
  if (!/\p{L}{3}/u.test(typed)) return { rows: [], next: null, similar: "all" };
  const meant = await wordsMeant(ctx, typed);
  // What is asked is the same whichever words there are: those that only others' leads have are told by nothing.
  const withAll = await likest(ctx, input, typed, meant, "&");
  const found = withAll.length > 0 ? withAll : await likest(ctx, input, typed, meant, "|");
  const rows = toRows(ctx, found.slice(0, PAGE_SIZE), input.country);
  return { rows, next: null, similar: found.length > PAGE_SIZE ? "most" : "all" };
}

/** What is like no word is left out. */
async function wordsMeant(ctx: Ctx, typed: string): Promise<Meant[]> {
  const all = await reader(ctx).$queryRawUnsafe<Meant[]>("select words from words_alike($1)", typed);
  return all.filter(({ words }) => words.length > 0);
}

/** Those with the very likest words are compared in any case, however many others there are. */
async function likest(ctx: Ctx, input: Input, typed: string, meant: Meant[], joint: "&" | "|"): Promise<LeadRecord[]> {
  const params = new SqlParams();
  const said = params.add(typed, "text");
  const where = whereSql(ctx, input, params);
  // A mail that doesn't exist for whoever asks resembles nothing.
  const seen = hiddenFields(ctx.actor).includes("email") ? `l."contactNameKey" || ' ' || l."firmKey"` : `x."likeText"`;
  const alike = (most: number) => `
    (select l.id, word_similarity(${said}, ${seen}) as likeness
       from "LeadText" x join "Lead" l on l.id = x."leadId"
      where array_to_tsvector(like_words(x."likeText")) @@ ${params.add(having(meant, most, joint), "tsquery")} and ${where}
      limit ${MOST_COMPARED})`;
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

/** Any of the likest so many for each word that was typed; there is no quote and no backslash in a word. */
function having(meant: readonly Meant[], most: number, joint: "&" | "|"): string {
  const anyOf = ({ words }: Meant) =>
    `(${words
      .slice(0, most)
      .map((word) => `'${word}'`)
      .join(" | ")})`;
  return meant.map(anyOf).join(` ${joint} `);
}
