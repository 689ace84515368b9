import { z } from "zod";
import { scopeOf } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { invalid } from "@/lib/core/errors";
import { arrangedColumns } from "@/lib/leads/list/arrangement/queries";
import { listChoices } from "@/lib/leads/list/choices/queries";
import { isUseful, moreColumns, readColumns, usualColumns } from "@/lib/leads/list/columns/schema";
import { listCondition } from "@/lib/leads/list/condition";
import { countLeads, hasAny, leadPage, leadRows } from "@/lib/leads/list/queries";
import { MAX_ROW_IDS, isFiltered, readList } from "@/lib/leads/list/schema";
import { isSearchCut } from "@/lib/leads/list/view/schema";
import { similarLeads } from "@/lib/leads/list/similar/queries";
import { LARGEST_LEAD_NUMBER, readLeadNumber } from "@/lib/leads/page/number";
import { isHidden } from "@/lib/leads/sensitive/schema";
import { fieldView, isFieldName } from "@/lib/leads/custom-fields/field/schema";
import { fieldsInUse } from "@/lib/leads/custom-fields/queries";
import { renamedTags } from "@/lib/leads/tags/queries";
import { organisation } from "@/lib/settings/queries";
import type { Condition } from "@/lib/core/condition/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { FieldDefinition } from "@/lib/leads/custom-fields/field/schema";
import type { ColumnPlace, MoreColumn } from "@/lib/leads/list/columns/schema";
import type { GroupOrders } from "@/lib/leads/list/keyset";
import type { FoundLead } from "@/lib/leads/list/found/schema";
import type {
  AddressParams,
  EmptyReason,
  LeadCount,
  LeadList,
  LeadPage,
  LeadRow,
  ListChoices,
  RowsNow,
} from "@/lib/leads/list/schema";
import type { ListProblem } from "@/lib/leads/list/view/schema";

/** A list as its address asks for it, understood: what the page, its further pages and its rows are read by. */
export type ListView = {
  list: LeadList;
  choices: ListChoices;
  orders: GroupOrders;
  /** The custom fields there are. */
  fields: readonly FieldDefinition[];
  condition: Condition;
  timeZone: string;
  country: string;
  columns: ColumnPlace[];
  /** Somebody chose these columns: they are shown even where there is little room. */
  arranged: boolean;
  /** What has to be read of each lead for them. */
  more: MoreColumn[];
  /** What in the address could not be read, and was left out. */
  problems: ListProblem[];
};

const SHOWN_FOUND = 8;

export const listAddress = z.object({ after: z.string().max(2000).optional() }).catchall(z.string());
export const rowsAddress = z
  .record(z.string(), z.string())
  .transform(({ ids = "", ...params }) => ({ ids: ids.split(","), params }))
  .pipe(z.object({ ids: z.array(z.uuid()).min(1).max(MAX_ROW_IDS), params: z.record(z.string(), z.string()) }));
export const recentAddress = z
  .object({ numbers: z.string().transform((text) => text.split(",").map(Number)) })
  .pipe(z.object({ numbers: z.array(z.int().positive().max(LARGEST_LEAD_NUMBER)).min(1).max(SHOWN_FOUND) }));
export const searchAddress = z.object({ q: z.string().trim().min(1).max(200) });

export async function listView(ctx: Ctx, params: AddressParams, locale: string): Promise<ListView> {
  const read = readList(params);
  const [{ choices: known, orders }, { timeZone, defaultCountry }, arranged, fields, renamed] = await Promise.all([
    listChoices(ctx, locale),
    organisation(),
    read.list.columns || arrangedColumns(ctx),
    fieldsInUse(),
    // Only a condition names tags.
    read.list.filter === "" ? undefined : renamedTags(reader(ctx)),
  ]);
  const choices = { ...known, fields: fields.map((field) => fieldView(field, locale)) };
  const asked = listCondition(
    read.list,
    { ...choices, definitions: fields, ...(renamed && { renamed }) },
    defaultCountry,
  );
  const problems: ListProblem[] = [...new Set([...read.problems, ...asked.problems])];
  if (isSearchCut(params)) problems.push("searchEnd");
  const { list, condition } = asked;
  // A field that was retired is a column no more, whoever arranged it so; nor is one that is hidden from whoever looks.
  const isKnown = ({ key }: ColumnPlace) =>
    isFieldName(key) ? isUseful({ key }, choices) : !isHidden(choices.hidden, key);
  const columns = arranged ? readColumns(arranged).filter(isKnown) : usualColumns();
  const shown = { columns, arranged: arranged !== "", more: moreColumns(columns) };
  return { list, choices, orders, fields, timeZone, country: defaultCountry, condition, problems, ...shown };
}

/** A page of the list; where nothing is as typed, what resembles it. */
export async function viewPage(ctx: Ctx, view: ListView, after?: string): Promise<LeadPage> {
  const { condition, timeZone, orders, list, country, more, fields } = view;
  const page = await leadPage(ctx, { condition, timeZone, country, orders, order: list, after, more, fields });
  if (page.rows.length > 0 || after !== undefined || list.q === "") return page;
  const similar = await similarLeads(ctx, { ...view, condition: withoutTyped(view), typed: list.q });
  return similar.rows.length > 0 ? similar : page;
}

/** `similar`: nothing was as typed, and it is these instead, the likest first. */
export type ShownView = ListView & { similar: LeadRow[] };

/** The list as the page shows it, for whatever else shows or takes it: where nothing is as typed, what resembles it. */
export async function shownView(ctx: Ctx, view: ListView): Promise<ShownView> {
  if (view.list.q === "" || (await hasAny(ctx, view))) return { ...view, similar: [] };
  const condition = withoutTyped(view);
  const { rows } = await similarLeads(ctx, { ...view, more: [], condition, typed: view.list.q });
  if (rows.length === 0) return { ...view, similar: [] };
  const these: Condition = { field: "number", op: "in", value: rows.map(({ number }) => number) };
  return { ...view, condition: { all: [condition, these] }, similar: rows };
}

function withoutTyped({ list, choices, fields, country }: ListView): Condition {
  return listCondition({ ...list, q: "" }, { ...choices, definitions: fields }, country).condition;
}

export async function viewCount(ctx: Ctx, view: ListView): Promise<LeadCount> {
  return countLeads(ctx, view);
}

/** For programs: a number of other rows than were asked for would be a lie, so what can't be read is refused. */
export async function exactView(ctx: Ctx, params: AddressParams, locale = "en"): Promise<ListView> {
  const view = await listView(ctx, params, locale);
  const unread = [...view.problems, ...Object.keys(params).filter((name) => !Object.hasOwn(view.list, name))];
  if (unread.includes("searchEnd")) throw invalid({ q: "tooLong" });
  if (unread.length > 0) throw invalid(Object.fromEntries(unread.map((name) => [name, "notValid"])));
  return view;
}

export async function countNow(ctx: Ctx, params: Record<string, string>): Promise<LeadCount> {
  return viewCount(ctx, await exactView(ctx, params));
}

/** Whether there is any lead at all for this person, asked when a list is empty. */
export async function hasLeads(ctx: Ctx, view: ListView): Promise<boolean> {
  if (!isFiltered(view.list)) return false;
  const { total } = await countLeads(ctx, { ...view, condition: { all: [] } });
  return total > 0;
}

/** Why a list shows nothing: its filters; or there is nothing yet, and what can be done about that. */
export async function whyEmpty(ctx: Ctx, view: ListView): Promise<EmptyReason> {
  if (await hasLeads(ctx, view)) return "filtered";
  if (scopeOf(ctx.actor, "lead.read") === "own") return "own";
  return scopeOf(ctx.actor, "intake.manage") === undefined ? "wait" : "connect";
}

export async function furtherPage(ctx: Ctx, { after, ...params }: z.output<typeof listAddress>): Promise<LeadPage> {
  return viewPage(ctx, await exactView(ctx, params), after);
}

export async function rowsNow(ctx: Ctx, { ids, params }: z.output<typeof rowsAddress>): Promise<RowsNow> {
  const view = await exactView(ctx, params);
  return leadRows(ctx, { ...view, ids: ids.map((id) => id.toLowerCase()) });
}

/** For finding one lead from anywhere: the one whose number is typed, then the newest that match, or resemble, it. */
export async function findLeads(ctx: Ctx, { q }: z.output<typeof searchAddress>): Promise<FoundLead[]> {
  const view = await listView(ctx, { q }, "en");
  const number = readLeadNumber(q);
  const [numbered, { rows }] = await Promise.all([
    number === null ? [] : leadsByNumber(ctx, view, [number]),
    viewPage(ctx, view),
  ]);
  const others = rows.filter((row) => row.number !== number);
  return [...numbered, ...others].slice(0, SHOWN_FOUND).map((row) => foundLead(row, row.number === number));
}

/** These leads, in this order, as far as the actor may see them. */
export async function recentLeads(ctx: Ctx, { numbers }: z.output<typeof recentAddress>): Promise<FoundLead[]> {
  const rows = await leadsByNumber(ctx, await listView(ctx, {}, "en"), numbers);
  const found = numbers.map((number) => rows.find((row) => row.number === number));
  return found.filter((row) => row !== undefined).map((row) => foundLead(row, false));
}

async function leadsByNumber(ctx: Ctx, view: ListView, numbers: number[]): Promise<LeadRow[]> {
  const condition: Condition = { field: "number", op: "in", value: numbers };
  const page = await leadPage(ctx, { ...view, more: [], condition, order: { sort: "number", dir: "desc" } });
  return page.rows;
}

function foundLead({ id, number, label, contactName, firm, email, phone }: LeadRow, exact: boolean): FoundLead {
  return {
    id,
    number,
    label,
    title: contactName || firm || email || phone || label,
    hint: [contactName ? firm : "", email || phone].filter(Boolean).join(" · "),
    exact,
  };
}
