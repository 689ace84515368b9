import { z } from "zod";
import { listChoices } from "@/lib/leads/list/choices/queries";
import { listCondition } from "@/lib/leads/list/condition";
import { countLeads, leadPage, leadRows, similarLeads } from "@/lib/leads/list/queries";
import { MAX_ROW_IDS, isFiltered, readList } from "@/lib/leads/list/schema";
import { organisation } from "@/lib/settings/queries";
import type { Condition } from "@/lib/core/condition/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { GroupOrders } from "@/lib/leads/list/keyset";
import type {
  AddressParams,
  FoundLead,
  LeadCount,
  LeadList,
  LeadPage,
  ListChoices,
  ListParam,
  RowsNow,
} from "@/lib/leads/list/schema";

/** A list as its address asks for it, understood: what the page, its further pages and its rows are read by. */
export type ListView = {
  list: LeadList;
  choices: ListChoices;
  orders: GroupOrders;
  condition: Condition;
  timeZone: string;
  country: string;
  /** What in the address could not be read, and was left out. */
  problems: ListParam[];
};

export const listAddress = z.object({ after: z.string().max(2000).optional() }).catchall(z.string());
export const rowsAddress = z
  .record(z.string(), z.string())
  .transform(({ ids = "", ...params }) => ({ ids: ids.split(","), params }))
  .pipe(z.object({ ids: z.array(z.uuid()).min(1).max(MAX_ROW_IDS), params: z.record(z.string(), z.string()) }));
export const searchAddress = z.object({ q: z.string().trim().min(1).max(200) });

export async function listView(ctx: Ctx, params: AddressParams, locale: string): Promise<ListView> {
  const read = readList(params);
  const [{ choices, orders }, { timeZone, defaultCountry }] = await Promise.all([
    listChoices(ctx, locale),
    organisation(),
  ]);
  const asked = listCondition(read.list, choices, defaultCountry);
  const problems = [...new Set([...read.problems, ...asked.problems])];
  return { ...read, choices, orders, timeZone, country: defaultCountry, condition: asked.condition, problems };
}

/** A page of the list; where nothing is as typed, what resembles it. */
export async function viewPage(ctx: Ctx, view: ListView, after?: string): Promise<LeadPage> {
  const { condition, timeZone, orders, list, country } = view;
  const page = await leadPage(ctx, { condition, timeZone, orders, order: list, after });
  if (page.rows.length > 0 || after !== undefined || list.q === "") return page;
  const rest = listCondition({ ...list, q: "" }, view.choices, country).condition;
  const similar = await similarLeads(ctx, { condition: rest, timeZone, typed: list.q });
  return similar.rows.length > 0 ? similar : page;
}

export async function viewCount(ctx: Ctx, view: ListView): Promise<LeadCount> {
  return countLeads(ctx, view);
}

/** Whether there is any lead at all for this person, asked when a list is empty. */
export async function hasLeads(ctx: Ctx, view: ListView): Promise<boolean> {
  if (!isFiltered(view.list)) return false;
  const { total } = await countLeads(ctx, { ...view, condition: { all: [] } });
  return total > 0;
}

export async function furtherPage(ctx: Ctx, { after, ...params }: z.output<typeof listAddress>): Promise<LeadPage> {
  return viewPage(ctx, await listView(ctx, params, "en"), after);
}

export async function rowsNow(ctx: Ctx, { ids, params }: z.output<typeof rowsAddress>): Promise<RowsNow> {
  const view = await listView(ctx, params, "en");
  return leadRows(ctx, { ...view, ids: ids.map((id) => id.toLowerCase()) });
}

/** For finding one lead from anywhere: the newest that match, or resemble, what is typed. */
export async function findLeads(ctx: Ctx, { q }: z.output<typeof searchAddress>): Promise<FoundLead[]> {
  const view = await listView(ctx, { q }, "en");
  const { rows } = await viewPage(ctx, view);
  return rows.slice(0, 8).map(({ id, number, label, contactName, firm, email, phone }) => ({
    id,
    number,
    label,
    title: contactName || firm || email || phone || label,
    hint: [contactName ? firm : "", email || phone].filter(Boolean).join(" · "),
  }));
}
