import { max } from "date-fns";
import { derivedColumns, furtherKeys } from "@/lib/leads/person";
import { searchTextOf } from "@/lib/leads/search-text";
import type { Ctx } from "@/lib/core/ctx";
import type { Tx } from "@/lib/core/db";
import type { Lead, Prisma } from "@/lib/core/prisma/client";
import type { LeadFields } from "@/lib/leads/schema";

/** Other words on a lead, with what is derived of them. */
export async function writeFields(
  ctx: Ctx,
  tx: Tx,
  lead: Lead,
  set: LeadFields,
  country: string,
  former: string[] = [],
): Promise<void> {
  const columns = Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined)) as Partial<Lead>;
  const after = { ...lead, ...columns };
  const derived = derivedColumns(after, country);
  // A form filled in by the browser says the former mail again.
  const otherKeys = [...new Set([...furtherKeys({ ...derived, otherKeys: lead.otherKeys }, lead), ...former])];
  await tx.lead.update({
    where: { id: lead.id },
    data: {
      ...(columns as Prisma.LeadUncheckedUpdateInput),
      ...derived,
      otherKeys,
      searchText: searchTextOf({ ...after, ...derived, otherKeys }),
      lastActivityAt: max([lead.lastActivityAt, ctx.now()]),
    },
  });
}
