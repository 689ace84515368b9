import { isSameHome } from "@/lib/intake/home-address";
import { pluginOf } from "@/lib/intake/processing/traces";
import { siteDay } from "@/lib/intake/pulling/site-time";
import type { Told } from "@/lib/intake/proof/schema";

/** What tells submissions with the same id apart: each empty where it isn't known. */
type Whose = { form: string; plugin: string; site: string };
type Named = Whose & { id: string; at: Date };
/** One arrival of a submission, by the id its origin knows it by. */
export type Here = Whose & { id: string; deliveryId: string };

/** Each submission that a site named, with whether it is here. The same id of another form, plugin or site is another one. */
export function matched(named: Named[], here: Here[]): (Told & { moment: Date })[] {
  const byId = new Map<string, Here[]>();
  for (const one of here) byId.set(one.id, [...(byId.get(one.id) ?? []), one]);
  return named.map(({ id, form, plugin, site, at }) => {
    const found = byId.get(id)?.find((one) => isSame(one, { form, plugin, site }));
    return {
      ...{ id, form, plugin, site, at: at.toISOString(), moment: at },
      here: found !== undefined,
      deliveryId: found === undefined || found.deliveryId === "" ? null : found.deliveryId,
    };
  });
}

/** What tells one submission of a source from every other. */
export const whose = ({ id, form, plugin, site = "" }: Pick<Told, "id" | "form" | "plugin" | "site">) => ({
  ...{ id, form, plugin, site },
});
export const keyOf = (one: Parameters<typeof whose>[0]): string => JSON.stringify(whose(one));

/** Where one side doesn't know, it may be any. */
const agree = (a: string, b: string): boolean => a === "" || b === "" || a === b;
export const isSame = (a: Whose, b: Whose): boolean =>
  agree(a.form, b.form) && agree(pluginOf(a.plugin), pluginOf(b.plugin)) && isSameHome(a.site, b.site);

/** By the day of a calendar; a day of which the site named nothing is a day with nothing. */
export function byDay(told: (Told & { moment: Date })[], days: string[], timeZone: string): Map<string, Told[]> {
  const sorted = new Map<string, Told[]>(days.map((day) => [day, []]));
  for (const { moment, ...one } of told) sorted.get(siteDay(moment, timeZone))?.push(one);
  return sorted;
}
