import type { Metadata } from "next";
import { Inbox } from "lucide-react";
import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { FirstSteps } from "@/components/demo/first-steps";
import { Breakdown } from "@/components/home/breakdown";
import { HomeFilters } from "@/components/home/home-filters";
import { HomeLive } from "@/components/home/home-live";
import { HomeNumbers } from "@/components/home/home-numbers";
import { NewestLeads } from "@/components/home/newest-leads";
import { TroubleAlert } from "@/components/intake/proof/trouble-alert";
import { FailingAlert } from "@/components/intake/watch/failing-alert";
import { QuietAlert } from "@/components/intake/watch/quiet-alert";
import { PhasesPanel } from "@/components/home/phases-panel";
import { TeamLoad } from "@/components/home/team-load";
import { ToDo } from "@/components/home/to-do";
import { ListNavigation } from "@/components/leads/list/list-navigation";
import { UnreadFilters } from "@/components/leads/list/unread-filters";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { homeView } from "@/lib/analytics/home/queries";
import { requireActor } from "@/lib/auth/session";
import { scopeOf } from "@/lib/core/ctx";
import { ctxFor } from "@/lib/core/define-action";
import { newId } from "@/lib/core/id";
import { firstSteps } from "@/lib/demo/queries";
import { recentTrouble } from "@/lib/intake/proof/queries";
import { failingSources } from "@/lib/intake/watching/failing/queries";
import { quietAlarms } from "@/lib/intake/watching/queries";
import type { AddressParams } from "@/lib/leads/list/schema";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("home");
  return { title: t("title") };
}

export default async function HomeRoute({ searchParams }: { searchParams: Promise<AddressParams> }) {
  const [actor, params, locale, t] = await Promise.all([
    requireActor(),
    searchParams,
    getLocale(),
    getTranslations("home"),
  ]);
  if (!scopeOf(actor, "analytics.read")) redirect(scopeOf(actor, "lead.read") ? "/leads" : "/profile");
  const ctx = ctxFor(actor, newId());
  const { view, list, choices, problems } = await homeView(ctx, { params, locale });
  const now = ctx.now().toISOString();
  const reads = scopeOf(actor, "intake.read") !== undefined;
  const [trouble, failing, quiet] = await Promise.all([
    reads && recentTrouble(ctx),
    reads ? failingSources(ctx) : [],
    reads ? quietAlarms(ctx) : [],
  ]);
  const firstName = actor.name.split(" ")[0] ?? "";
  if (view.empty) {
    const steps = await firstSteps(ctx);
    return (
      <>
        <HomeLive userId={actor.id} />
        <PageHeader title={t("greeting", { name: firstName })} />
        <EmptyState
          className="mt-6 rounded-lg border bg-surface"
          icon={<Inbox />}
          title={t("emptyTitle")}
          description={t(steps.includes("connect") ? "emptyConnect" : "emptyText")}
          action={steps.length > 0 ? <FirstSteps steps={steps} /> : undefined}
        />
      </>
    );
  }
  const own = scopeOf(actor, "analytics.read") === "own";
  const toDo = <ToDo toDo={view.toDo} now={now} />;
  const newest = (
    <NewestLeads
      leads={view.newest}
      href={view.newestHref}
      statuses={choices.statuses}
      now={now}
      seesOthers={choices.seesOthers}
    />
  );
  const bySource = (
    <Breakdown name="leads-source" title={t("bySource")} nameless={t("noSource")} rows={view.bySource} />
  );
  return (
    <ListNavigation list={list} choices={choices} path="/">
      <div className="flex flex-col gap-4">
        <PageHeader
          title={t("greeting", { name: firstName })}
          description={t(own ? "descriptionOwn" : "description")}
        />
        <HomeLive userId={actor.id} />
        {trouble && <TroubleAlert trouble={trouble} />}
        <FailingAlert failing={failing} />
        <QuietAlert alarms={quiet} />
        <div className={own ? "max-md:order-1" : undefined}>
          <HomeFilters />
          <UnreadFilters problems={problems} />
        </div>
        {own && (
          <div className="grid items-start gap-4 lg:grid-cols-2">
            {toDo}
            {newest}
          </div>
        )}
        <div className={own ? "max-md:order-1" : undefined}>
          <HomeNumbers numbers={view.numbers} uncontacted={own ? view.toDo.uncontacted : undefined} />
        </div>
        <div className="order-1 grid gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
          <div className="flex min-w-0 flex-col gap-4">
            <PhasesPanel
              phases={view.phases}
              total={view.windowTotal}
              trend={view.trend}
              isDefaultWindow={view.isDefaultWindow}
              before={view.before}
              place={view.place}
              withFit={!own}
            />
            {!own && (
              <div className="grid gap-4 xl:grid-cols-2">
                {bySource}
                <Breakdown name="leads-owner" title={t("byOwner")} nameless={t("noOwner")} rows={view.byOwner} />
              </div>
            )}
          </div>
          <div className={own ? "min-w-0" : "flex min-w-0 flex-col gap-4 max-lg:order-first"}>
            {own ? (
              bySource
            ) : (
              <>
                {toDo}
                {view.team && view.team.length > 0 && <TeamLoad team={view.team} />}
                {newest}
              </>
            )}
          </div>
        </div>
      </div>
    </ListNavigation>
  );
}
