import { siteDay } from "@/lib/intake/pulling/site-time";
import type { Told } from "@/lib/intake/proof/schema";

type Named = { id: string; form: string; plugin: string; at: Date };
type Here = { id: string; form: string; deliveryId: string };

/** Each submission that a site named, with whether it is here. The same id of another form is another submission. */
export function matched(named: Named[], here: Here[]): (Told & { moment: Date })[] {
  const byId = new Map<string, Here[]>();
  for (const one of here) byId.set(one.id, [...(byId.get(one.id) ?? []), one]);
  return named.map(({ id, form, plugin, at }) => {
    const found = byId.get(id)?.find((one) => form === "" || one.form === "" || one.form === form);
    return {
      ...{ id, form, plugin, at: at.toISOString(), moment: at },
      here: found !== undefined,
      deliveryId: found === undefined || found.deliveryId === "" ? null : found.deliveryId,
    };
  });
}

/** By the day of a calendar; a day of which the site named nothing is a day with nothing. */
export function byDay(told: (Told & { moment: Date })[], days: string[], timeZone: string): Map<string, Told[]> {
  const sorted = new Map<string, Told[]>(days.map((day) => [day, []]));
  for (const { moment, ...one } of told) sorted.get(siteDay(moment, timeZone))?.push(one);
  return sorted;
}
