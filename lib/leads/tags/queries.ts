import { authorize } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import type { Ctx } from "@/lib/core/ctx";
import type { Reader } from "@/lib/core/db";
import type { RenamedTags } from "@/lib/leads/tags/renamed/schema";
import type { TagTerm } from "@/lib/leads/tags/schema";

/** Every tag there is, offered or only on leads, with how many have it. */
export async function tagTerms(ctx: Ctx): Promise<TagTerm[]> {
  authorize(ctx, "settings.manage");
  return reader(ctx).$queryRawUnsafe<TagTerm[]>(
    `with used as (select tag as name, count(*)::int as leads from "Lead", unnest(tags) tag group by 1)
     select coalesce(t.name, u.name) as id, coalesce(t.name, u.name) as name, coalesce(t.tone, 'gray') as tone,
            coalesce(t.active, true) as active, t.successor, coalesce(u.leads, 0) as leads
       from "Tag" t full join used u on u.name = t.name order by lower(coalesce(t.name, u.name)), 1`,
  );
}

/** What took the place of tags that are offered no more; nothing where it is simply gone. */
export async function renamedTags(read: Pick<Reader, "tag">): Promise<RenamedTags> {
  const gone = await read.tag.findMany({ where: { active: false }, select: { name: true, successor: true } });
  return new Map(gone.map(({ name, successor }) => [name, successor]));
}
