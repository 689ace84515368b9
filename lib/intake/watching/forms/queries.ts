import { database } from "@/lib/core/db";
import { hostOfAny } from "@/lib/intake/home-address";
import { pluginName } from "@/lib/intake/plugin-names/schema";
import { pluginOf } from "@/lib/intake/processing/traces";
import { homeSaid } from "@/lib/intake/proof/companions";
import { farthestBack, FORM_SQL, LONGEST_WEEKS, viaOf, WEEK_MS } from "@/lib/intake/watching/counting/queries";
import type { FormKeys, Watched } from "@/lib/intake/watching/counting/queries";

/** Where there are more, what they are told apart by is no form's. */
const MOST = 200;

/**
 * A form that sends to a source; its name is empty where it sends none and its plugin isn't known, its home where no site is
 * named.
 */
export type SendingForm = FormKeys & { name: string; home: string; lastAt: Date; lastId: string };

type Row = { key: string; lastAt: Date; lastId: string; name: string };

// Jumps by index from each form to the next: costs as many forms as there are, however many submissions.
const FORMS = `
  with recursive known(key) as (
    (select ${FORM_SQL} from "Delivery" d where d."sourceId" = $1::uuid and d.state = 'processed' and not d.history
      order by 1 limit 1)
    union all
    select (select ${FORM_SQL} from "Delivery" d
             where d."sourceId" = $1::uuid and d.state = 'processed' and not d.history and ${FORM_SQL} > known.key
             order by 1 limit 1)
      from known where known.key is not null)
  select known.key, last.* from (select key from known where key is not null limit ${MOST + 1}) as known
   cross join lateral (
     select d."receivedAt" as "lastAt", d.id::text as "lastId", coalesce(d.understood->'form'->>'name', '') as name
       from "Delivery" d
      where d."sourceId" = $1::uuid and ${FORM_SQL} = known.key and d.state = 'processed' and not d.history
        and d.via = $2 order by d."receivedAt" desc limit 1) as last`;

/** The forms that send to a source, as far back as is known; none where it is one only, or where they can't be told apart. */
export async function formsOf(source: Watched): Promise<SendingForm[]> {
  const rows = await database().$queryRawUnsafe<Row[]>(FORMS, source.id, viaOf(source));
  if (rows.length > MOST) return [];
  const forms = formsAmong(rows);
  return forms.length > 1 ? forms : [];
}

export type FormFigures = { first: Date; aWeek: number };

const OF_KEY = `d."sourceId" = $1::uuid and ${FORM_SQL} = asked.key and d.state = 'processed' and not d.history and d.via = $5`;
const FIGURES = `
  select asked.form, min(seen.first) as first, sum(seen.count)::int as count
    from jsonb_to_recordset($2::jsonb) as asked(form text, key text)
   cross join lateral (
     select (select d."receivedAt" from "Delivery" d where ${OF_KEY} and d."receivedAt" > $3::timestamptz
              order by d."receivedAt" limit 1) as first,
            (select count(*) from "Delivery" d where ${OF_KEY} and d."receivedAt" >= $4::timestamptz) as count) as seen
   group by asked.form`;

/** Since when each form sends, as far back as is looked, and what the last weeks brought each; of one that didn't, nothing. */
export async function figuresOf(
  source: Watched,
  forms: readonly FormKeys[],
  now: Date,
): Promise<Map<string, FormFigures>> {
  const lately = new Date(now.getTime() - LONGEST_WEEKS * WEEK_MS);
  const rows = await database().$queryRawUnsafe<{ form: string; first: Date | null; count: number }[]>(
    FIGURES,
    source.id,
    JSON.stringify(forms.flatMap(({ form, keys }) => keys.map((key) => ({ form, key })))),
    farthestBack(now),
    lately,
    viaOf(source),
  );
  return new Map(
    rows.flatMap(({ form, first, count }) => {
      if (!first) return [];
      const weeks = (now.getTime() - Math.max(first.getTime(), lately.getTime())) / WEEK_MS;
      return [[form, { first, aWeek: count / weeks }]];
    }),
  );
}

/** What of a source's forms isn't used any more, as somebody said after it last sent something. */
export type Unused = { retired: Set<string>; left: Set<string>; keys: string[]; saidAt: Date };

/** `retired`: the form itself; `left`: the site that it is on; `keys`: of all these; `saidAt`: the last time. */
export async function unusedAmong(sourceId: string, forms: readonly SendingForm[]): Promise<Unused> {
  if (forms.length === 0) return { retired: new Set(), left: new Set(), keys: [], saidAt: new Date(0) };
  const [rows, sites] = await Promise.all([
    database().quietAlarm.findMany({
      where: { sourceId, closedBy: "retired" },
      select: { form: true, closedAt: true },
    }),
    database().formerSite.findMany({ where: { sourceId }, select: { home: true, leftAt: true } }),
  ]);
  const retired = new Set(rows.flatMap(({ form, closedAt }) => retiredOf(forms, form, closedAt)?.form ?? []));
  const former = sites.filter((site) => forms.every(({ home, lastAt }) => home !== site.home || lastAt <= site.leftAt));
  const isLeft = (form: SendingForm) => former.some(({ home }) => home === form.home);
  const left = new Set(forms.filter(isLeft).map(({ form }) => form));
  const unused = forms.filter(({ form }) => retired.has(form) || left.has(form));
  const said = [...rows.map(({ closedAt }) => closedAt), ...former.map(({ leftAt }) => leftAt)];
  const saidAt = new Date(Math.max(0, ...said.map((at) => at?.getTime() ?? 0)));
  return { retired, left, keys: unused.flatMap(({ keys }) => keys), saidAt };
}

/**
 * One form that was sent by its plugin and is sent by ours since is one form: the way doesn't matter, nor does a site, unless
 * there are several. The last one to send comes first.
 */
export function formsAmong(rows: readonly Row[]): SendingForm[] {
  const read = rows.map((row) => ({ ...row, ...partsOf(row.key) }));
  const forms = [...Map.groupBy(read, ({ plugin, id }) => `${pluginOf(plugin) || plugin}\n${id}`)].flatMap(
    ([form, all]) => {
      const bySite = Map.groupBy(all, ({ site }) => nameOfSite(site, all));
      const sites = [...bySite].filter(([site]) => site !== "");
      if (sites.length < 2) return [formOf(form, all, { home: sites[0]?.[0] ?? "" })];
      // What came without a site's name before is of any of them: its silence says nothing.
      return sites.map(([site, some]) => formOf(inSite(form, site), some, { home: site, site }));
    },
  );
  return withNamesOfTheirOwn(forms).sort((a, b) => b.lastAt.getTime() - a.lastAt.getTime());
}

function retiredOf(forms: readonly SendingForm[], known: string, closedAt: Date | null) {
  const form = closedAt && formKnownAs(forms, known, closedAt);
  return form && form.lastAt <= closedAt ? form : undefined;
}

const inSite = (form: string, site: string) => `${form}\n${site}`;

/**
 * The one of these forms that was known as this. One that a second site has as well since is called by its site; it is the
 * one of them that has been silent for as long.
 */
export function formKnownAs<Form extends { form: string; lastAt: Date }>(
  forms: readonly Form[],
  known: string,
  silentSince: Date,
): Form | undefined {
  const isNow = ({ form, lastAt }: Form) => form.startsWith(inSite(known, "")) && lastAt <= silentSince;
  return forms.find(({ form }) => form === known) ?? forms.find(isNow);
}

type Read = Row & { plugin: string; id: string; site: string };
type Called = SendingForm & { id: string; site: string };

/** A site that is known by its host only is the one that is known there better; of several there it may be any. */
function nameOfSite(site: string, all: readonly Read[]): string {
  const host = hostOfAny(site);
  if (host === null) return site;
  const there = new Set(all.map((one) => one.site).filter((one) => one === host || one.startsWith(`${host}/`)));
  there.delete(site);
  return there.size > 1 ? "" : ([...there][0] ?? host);
}

function formOf(form: string, all: readonly Read[], { home, site = "" }: { home: string; site?: string }): Called {
  const [last, ...others] = [...all].sort((a, b) => b.lastAt.getTime() - a.lastAt.getTime()) as [Read, ...Read[]];
  const name = [last, ...others].map((one) => one.name || one.id).find((said) => said !== "") ?? "";
  return {
    ...{ form, home, site, id: last.id, keys: all.map(({ key }) => key), lastAt: last.lastAt, lastId: last.lastId },
    name: name || pluginName(last.plugin, () => ""),
  };
}

/** Two of one name are told apart by their site, or by their number. */
function withNamesOfTheirOwn(forms: readonly Called[]): SendingForm[] {
  const byName = Map.groupBy(forms, ({ name }) => name);
  return forms.map(({ id, site, ...form }) => {
    const same = byName.get(form.name) ?? [];
    const more = [site, same.some((other) => other.id !== id) && id !== form.name ? id : ""].filter(Boolean).join(", ");
    return more === "" ? form : { ...form, name: `${form.name} (${more})` };
  });
}

function partsOf(key: string) {
  const [plugin = "", id = "", ...site] = key.split("\n");
  const said = site.join("\n");
  return { plugin, id, site: hostOfAny(said) === null ? homeSaid(said) : said };
}
