import { CopyCheck, FileUp } from "lucide-react";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { BulkProgress } from "@/components/leads/bulk/bulk-progress";
import { EmptyList, NothingLeft } from "@/components/leads/list/empty-list";
import { LeadList } from "@/components/leads/list/lead-list";
import { ListNavigation } from "@/components/leads/list/list-navigation";
import { NewLeadLink } from "@/components/leads/entry/new-lead-link";
import { ListToolbar } from "@/components/leads/list/list-toolbar";
import { UnreadFilters } from "@/components/leads/list/unread-filters";
import { ViewTabs } from "@/components/leads/views/view-tabs";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/auth/session";
import { scopeOf } from "@/lib/core/ctx";
import { ctxFor } from "@/lib/core/define-action";
import { newId } from "@/lib/core/id";
import { firstSteps } from "@/lib/demo/queries";
import { latestChange } from "@/lib/leads/bulk/changing/queries";
import { leadsHref, listQuery, withoutFilters } from "@/lib/leads/list/schema";
import { listView, viewCount, viewPage, whyEmpty } from "@/lib/leads/list/view/queries";
import { problemsSaid } from "@/lib/leads/list/view/schema";
import { listViews, openedView, viewSharing, withKnownView } from "@/lib/leads/views/queries";
import type { Metadata } from "next";
import type { AddressParams } from "@/lib/leads/list/schema";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("leads");
  return { title: t("title") };
}

export default async function LeadsPage({ searchParams }: { searchParams: Promise<AddressParams> }) {
  const [actor, params, locale, t] = await Promise.all([
    requireActor(),
    searchParams,
    getLocale(),
    getTranslations("leads"),
  ]);
  if (!scopeOf(actor, "lead.read")) notFound();
  const ctx = ctxFor(actor, newId());
  const now = ctx.now().toISOString();
  const [views, sharing] = await Promise.all([listViews(ctx), viewSharing(ctx, locale)]);
  const asked = await listView(ctx, await openedView(ctx, views, params), locale);
  const view = withKnownView(asked, views, params);
  // The count may take longer than the rows; they don't wait for it.
  const count = viewCount(ctx, view);
  count.catch(() => undefined);
  const first = await viewPage(ctx, view);
  // Other columns are other rows only where more has to be read for them.
  const bulk = scopeOf(actor, "lead.assign") ? await latestChange(ctx) : null;
  const query = listQuery({ ...view.list, columns: "" });

  return (
    <ListNavigation list={view.list} choices={view.choices} columns={{ places: view.columns, arranged: view.arranged }}>
      <PageHeader
        title={scopeOf(actor, "lead.read") === "own" ? t("titleOwn") : t("title")}
        actions={
          <>
            {scopeOf(actor, "lead.merge") && (
              <LinkButton href="/leads/duplicates" variant="secondary">
                <CopyCheck aria-hidden />
                {t("duplicates")}
              </LinkButton>
            )}
            {scopeOf(actor, "lead.import") && (
              <LinkButton href="/intake/imports" variant="secondary" className="max-md:hidden">
                <FileUp aria-hidden />
                {t("import")}
              </LinkButton>
            )}
            {scopeOf(actor, "lead.create") && <NewLeadLink />}
          </>
        }
      />
      <ViewTabs views={views} sharing={sharing} />
      <div className="mt-3 mb-1">
        <ListToolbar mayExport={scopeOf(actor, "lead.export") !== undefined} />
      </div>
      {bulk && <BulkProgress key={`${bulk.id} ${bulk.stage}`} first={bulk} />}
      <UnreadFilters problems={problemsSaid(view)} />
      <LeadList
        key={`${query} ${view.more.join(" ")}`}
        asked={view.list}
        first={first}
        counted={count}
        now={now}
        mayChangeMany={scopeOf(actor, "lead.assign") !== undefined}
        to={{ locale, timeZone: actor.timeZone }}
        empty={
          first.rows.length === 0 ? (
            <EmptyList
              reason={await whyEmpty(ctx, view)}
              clearHref={leadsHref(withoutFilters(view.list))}
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
