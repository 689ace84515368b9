import { hasRights } from "@/lib/core/ctx";
import { companies } from "@/lib/settings/queries";
import type { Ctx } from "@/lib/core/ctx";

/** The companies that a key reaches with anything it may do. */
export async function reachedCompanies(ctx: Ctx) {
  const { actor } = ctx;
  const all = await companies(ctx);
  const isEverywhere = !hasRights(actor) || Object.values(actor.permissions).includes("any");
  const reached = all.filter(({ id }) => isEverywhere || (hasRights(actor) && actor.companyIds.includes(id)));
  return { companies: reached.map(({ id, key, name, active }) => ({ id, key, name, active })) };
}
