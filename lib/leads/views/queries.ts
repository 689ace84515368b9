import { authorize, hiddenFields, scopeOf } from "@/lib/core/ctx";
import { reader } from "@/lib/core/db";
import { ALL_LEADS, readList } from "@/lib/leads/list/schema";
import { viewAsksHidden } from "@/lib/leads/views/asking";
import { mayChangeView, mayShare, visibleViews } from "@/lib/leads/views/policy";
import type { Ctx } from "@/lib/core/ctx";
import type { AddressParams } from "@/lib/leads/list/schema";
import type { ListView } from "@/lib/leads/list/view/queries";
import type { Audience, ListedView, ViewSharing } from "@/lib/leads/views/schema";

const MOST = 200;

/** The views the actor may open, in the actor's own order. */
export async function listViews(ctx: Ctx): Promise<ListedView[]> {
  authorize(ctx, "lead.read");
  const { actor } = ctx;
  const userId = actor.type === "user" ? actor.id : "";
  const [found, arrangement] = await Promise.all([
    reader(ctx).savedView.findMany({
      where: visibleViews(actor),
      include: { defaults: { select: { roleId: true } } },
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
      take: MOST,
    }),
    userId ? reader(ctx).listArrangement.findUnique({ where: { userId }, select: { views: true } }) : null,
  ]);
  const order = arrangement?.views ?? [];
  const place = (id: string) => (order.includes(id) ? order.indexOf(id) : order.length);
  const hidden = hiddenFields(actor);
  return found
    .filter(({ query }) => !viewAsksHidden(query, hidden))
    .map(({ id, name, audience, companyId, query, columns, ownerId, defaults, updatedAt }) => ({
      id,
      name,
      audience: audience as Audience,
      companyId,
      query,
      columns,
      mine: ownerId === userId,
      mayChange: mayChangeView(actor, { ownerId, audience, companyId }),
      roleIds: defaults.map(({ roleId }) => roleId),
      updatedAt: updatedAt.toISOString(),
    }))
    .sort((one, other) => place(one.id) - place(other.id));
}

/** For the palette. */
export async function viewNames(ctx: Ctx): Promise<{ id: string; name: string }[]> {
  return (await listViews(ctx)).map(({ id, name }) => ({ id, name }));
}

/** With whom the actor may share, in their language. */
export async function viewSharing(ctx: Ctx, locale: string): Promise<ViewSharing> {
  const { actor } = ctx;
  const scope = scopeOf(actor, "lead.assign");
  if (!scope || scope === "own") return { companies: [], everyone: false, roles: [] };
  const mine = scope === "any" || actor.type !== "user" ? {} : { id: { in: [...actor.companyIds] } };
  const everyone = mayShare(actor, { audience: "everyone", companyId: null });
  const [companies, roles] = await Promise.all([
    reader(ctx).company.findMany({
      where: { active: true, ...mine },
      orderBy: { position: "asc" },
      select: { id: true, name: true },
    }),
    everyone ? reader(ctx).role.findMany({ orderBy: { position: "asc" } }) : [],
  ]);
  const named = roles.map(({ id, nameEn, nameEs }) => ({ id, name: locale === "es" ? nameEs : nameEn }));
  return { companies, everyone, roles: named };
}

/**
 * The address as it is meant: the name of a view alone stands for what the view says; nothing at all, for the view that
 * one's role begins with. That one is named also where it can't be opened, so that this can be told.
 */
export async function openedView(ctx: Ctx, views: ListedView[], params: AddressParams): Promise<AddressParams> {
  const names = Object.keys(params);
  if (names.length > 1 || (names.length === 1 && names[0] !== "view")) return params;
  const id = names.length === 0 ? await defaultView(ctx) : [params["view"]].flat()[0];
  if (id === undefined || id === ALL_LEADS) return {};
  const view = views.find((one) => one.id === id);
  return view ? viewParams(view) : { view: id };
}

function viewParams({ id, query, columns }: Pick<ListedView, "id" | "query" | "columns">): AddressParams {
  return { ...Object.fromEntries(new URLSearchParams(query)), ...(columns && { columns }), view: id };
}

async function defaultView(ctx: Ctx): Promise<string | undefined> {
  if (ctx.actor.type !== "user") return undefined;
  const found = await reader(ctx).viewDefault.findFirst({
    where: { role: { key: ctx.actor.roleKey } },
    select: { viewId: true },
  });
  return found?.viewId;
}

/**
 * Another's view, or one that is gone: what the rest of the address says is shown, and that there is no such view. Where the
 * address named none, it is the one that one's role begins with, and it asks what is hidden from them.
 */
export function withKnownView(view: ListView, views: ListedView[], asked: AddressParams): ListView {
  if (view.list.view === "" || views.some(({ id }) => id === view.list.view)) return view;
  const problem = asked["view"] === undefined ? "firstView" : "view";
  return { ...view, list: { ...view.list, view: "" }, problems: [...view.problems, problem] };
}

/** A query of which nothing has to be left out. */
export function isQuery(query: string): boolean {
  return readList(Object.fromEntries(new URLSearchParams(query))).problems.length === 0;
}
