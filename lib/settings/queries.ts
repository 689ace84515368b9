import { cache } from "react";
import { reader } from "@/lib/core/db";
import { DEFAULT_ORGANISATION } from "@/lib/settings/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { CompanyView, OrganisationView } from "@/lib/settings/schema";

/** The group that runs this server, or the defaults before its first run. Read once per request. */
export const organisation = cache(async (): Promise<OrganisationView> => {
  const row = await reader({}).organisation.findUnique({ where: { id: 1 } });
  if (!row?.setUpAt) return DEFAULT_ORGANISATION;
  const { name, timeZone, defaultCountry, locale, currency } = row;
  return { isSetUp: true, name, timeZone, defaultCountry, locale, currency };
});

const companyView = { id: true, key: true, name: true, tone: true, active: true } as const;

/** Every company, in order: their names are no secret inside the group. `activeOnly` for what can be chosen anew. */
export async function companies(ctx: Pick<Ctx, "tx">, { activeOnly = false } = {}): Promise<CompanyView[]> {
  return reader(ctx).company.findMany({
    where: activeOnly ? { active: true } : {},
    orderBy: [{ position: "asc" }, { name: "asc" }],
    select: companyView,
  });
}
