import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { LeadBoard } from "@/components/leads/board/lead-board";
import { OrderNote } from "@/components/leads/board/order-note";
import { NewLeadLink } from "@/components/leads/entry/new-lead-link";
import { EmptyList, NothingLeft } from "@/components/leads/list/empty-list";
import { ListNavigation } from "@/components/leads/list/list-navigation";
import { ListToolbar } from "@/components/leads/list/list-toolbar";
import { SimilarNote } from "@/components/leads/list/similar-note";
import { UnreadFilters } from "@/components/leads/list/unread-filters";
import { ViewTabs } from "@/components/leads/views/view-tabs";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/auth/session";
import { scopeOf } from "@/lib/core/ctx";
import { ctxFor } from "@/lib/core/define-action";
import { newId } from "@/lib/core/id";
import { firstSteps } from "@/lib/demo/queries";
import { boardNow, boardTotals } from "@/lib/leads/board/queries";
import { boardOfPath, boardPath } from "@/lib/leads/board/schema";
import { EVERYTHING, listQuery, withoutFilters } from "@/lib/leads/list/schema";
import { listView, shownView, whyEmpty } from "@/lib/leads/list/view/queries";
import { problemsSaid } from "@/lib/leads/list/view/schema";
import { listViews, openedView, viewSharing, withKnownView } from "@/lib/leads/views/queries";
import type { Metadata } from "next";
import type { AddressParams } from "@/lib/leads/list/schema";

type Props = { params: Promise<{ by?: string[] }>; searchParams: Promise<AddressParams> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [by, t] = await Promise.all([boardAsked(params), getTranslations("leads.shape")]);
  return { title: t(by) };
}

export default async function BoardPage({ params, searchParams }: Props) {
  const [by, actor, asked, locale, t] = await Promise.all([
    boardAsked(params),
    requireActor(),
    searchParams,
    getLocale(),
    getTranslations("leads"),
  ]);
  if (!scopeOf(actor, "lead.read")) notFound();
  const ctx = ctxFor(actor, newId());
  const now = ctx.now().toISOString();
  const [views, sharing] = await Promise.all([listViews(ctx), viewSharing(ctx, locale)]);
  const opened = withKnownView(await listView(ctx, await openedView(ctx, views, asked), locale), views, asked);
  const view = await shownView(ctx, opened);
  const first = await boardNow(ctx, view, by);
  // The counts take longer than the cards, which don't wait for them and have the machine to themselves.
  const counted = boardTotals(ctx, view, by);
  counted.catch(() => undefined);
  const hasCards = Object.values(first.pages).some(({ cards }) => cards.length > 0);
  // What is folded wasn't read.
  const isEmpty = !hasCards && Object.keys(await counted).length === 0;
  const clear = listQuery(withoutFilters(view.list)) || EVERYTHING;

  return (
    <ListNavigation
      list={view.list}
      choices={view.choices}
      columns={{ places: view.columns, arranged: view.arranged }}
      path={boardPath(by)}
    >
      <PageHeader
        title={scopeOf(actor, "lead.read") === "own" ? t("titleOwn") : t("title")}
        actions={scopeOf(actor, "lead.create") && <NewLeadLink />}
      />
      <ViewTabs views={views} sharing={sharing} />
      <div className="mt-3 mb-3">
        <ListToolbar mayExport={false} />
      </div>
      <UnreadFilters problems={problemsSaid(view)} />
      {view.similar.length > 0 && <SimilarNote typed={view.list.q} />}
      <OrderNote sort={view.list.sort} />
      <LeadBoard
        key={`${by} ${listQuery({ ...view.list, columns: "" })}`}
        by={by}
        asked={view.list}
        first={first}
        counted={counted}
        now={now}
        to={{ locale, timeZone: actor.timeZone }}
        isEmpty={isEmpty}
        empty={
          isEmpty ? (
            <EmptyList
              reason={await whyEmpty(ctx, view)}
              clearHref={`${boardPath(by)}?${clear}`}
              steps={await firstSteps(ctx)}
            />
          ) : (
            <NothingLeft />
          )
        }
      />
    </ListNavigation>
  );
}

/** By what the columns are; any other address isn't there. */
async function boardAsked(params: Props["params"]) {
  const { by = [] } = await params;
  const board = boardOfPath(["/leads/board", ...by].join("/"));
  return board ?? notFound();
}
