import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { after } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { cache } from "react";
import { AssignDialog } from "@/components/leads/page/assign-dialog";
import { ContactBar } from "@/components/leads/page/contact-bar";
import { ContactQuestion } from "@/components/leads/page/contact-question";
import { JoinedElsewhere } from "@/components/leads/page/joined-elsewhere";
import { LeadBrief } from "@/components/leads/page/lead-brief";
import { LeadClocks } from "@/components/leads/page/lead-clocks";
import { LeadCustomFields } from "@/components/leads/page/lead-custom-fields";
import { LeadDesk } from "@/components/leads/page/lead-desk";
import { LeadDuplicates } from "@/components/leads/page/lead-duplicates";
import { LeadFacts } from "@/components/leads/page/lead-facts";
import { LeadFiles } from "@/components/leads/page/lead-files";
import { LeadHeader } from "@/components/leads/page/lead-header";
import { LeadKeys } from "@/components/leads/page/lead-keys";
import { LeadLive } from "@/components/leads/page/lead-live";
import { LeadOwner } from "@/components/leads/page/lead-owner";
import { LeadStatus } from "@/components/leads/page/lead-status";
import { LeadTimeline } from "@/components/leads/page/lead-timeline";
import { LeadTouchpoints } from "@/components/leads/page/lead-touchpoints";
import { LogContactDialog } from "@/components/leads/page/log-contact-dialog";
import { ManagementMessage } from "@/components/leads/page/management-message";
import { MergedLeads } from "@/components/leads/page/merged-leads";
import { RelatedLeads } from "@/components/leads/page/related-leads";
import { StatusSheet } from "@/components/leads/page/status-sheet";
import { TypedThere } from "@/components/leads/page/typed-there";
import { LeadTasks } from "@/components/tasks/lead-tasks";
import { LeadPresence } from "@/components/leads/presence/lead-presence";
import { Alert } from "@/components/ui/alert";
import { storyOf } from "@/lib/assignment/receipts/queries";
import { requireCtx } from "@/lib/auth/session";
import { scopeOf } from "@/lib/core/ctx";
import { Outcome } from "@/lib/core/errors";
import { noteLook } from "@/lib/leads/looks/commands";
import { joinedElsewhere, survivorOf } from "@/lib/leads/merging/queries";
import { leadPage } from "@/lib/leads/page/queries";
import { readLeadNumber } from "@/lib/leads/page/number";
import { leadLabel } from "@/lib/leads/schema";
import { sensitiveShown } from "@/lib/leads/sensitive/schema";
import { todayFor } from "@/lib/leads/tasks/queries";
import { timelineOf } from "@/lib/leads/timeline/queries";
import { TIMELINE_FILTERS } from "@/lib/leads/timeline/schema";

type Props = {
  params: Promise<{ number: string }>;
  searchParams: Promise<{ history?: string | string[]; merged?: string | string[] }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = await loadLead((await params).number);
  if ("joined" in found) return { title: leadLabel(found.joined.number) };
  return { title: [found.lead.label, found.lead.contactName || found.lead.firm].filter(Boolean).join(" · ") };
}

export default async function LeadRoute({ params, searchParams }: Props) {
  const found = await loadLead((await params).number);
  if ("joined" in found) return <JoinedElsewhere meId={found.actor.id} {...found.joined} />;
  const {
    actor,
    ctx,
    lead,
    vocabulary,
    openAttempts,
    touchpoints,
    companies,
    fields,
    tags,
    services,
    related,
    duplicates,
    merged,
    files,
    tasks,
    templates,
  } = found;
  const { history: asked, merged: cameFrom } = await searchParams;
  const former = merged.find(({ number }) => String(number) === cameFrom);
  const t = await getTranslations("duplicates");
  const filter = TIMELINE_FILTERS.find((one) => one === asked) ?? "all";
  const [first, story] = await Promise.all([
    timelineOf(ctx, { leadId: lead.id, filter, before: null, locale: await getLocale() }),
    storyOf(ctx, { leadId: lead.id }),
  ]);
  const today = todayFor(ctx);
  after(() => noteLook(ctx, lead, sensitiveShown(lead)));
  return (
    <LeadDesk
      key={lead.id}
      meId={actor.id}
      lead={lead}
      vocabulary={vocabulary}
      now={ctx.now().toISOString()}
      templates={templates}
    >
      <LeadPresence leadId={lead.id} userId={actor.id}>
        <div className="flex flex-col gap-5">
          <LeadHeader userId={actor.id} />
          {former && <Alert>{t("wasMerged", { label: former.label, by: former.by })}</Alert>}
          {former && <TypedThere meId={actor.id} leadId={former.leadId} into={lead.id} />}
          {/* On a phone one column: what is looked at first stands first, for the keyboard too, whichever column it has on a desk. */}
          <div className="flex flex-col gap-4 [reading-flow:flex-visual] lg:grid lg:[reading-flow:normal] lg:grid-cols-[minmax(0,1fr)_20rem] lg:items-start lg:gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
            <div className="contents min-w-0 flex-col gap-5 lg:flex">
              <LeadBrief />
              <ManagementMessage />
              {lead.can.contact && <ContactQuestion attempts={openAttempts} />}
              <div className="order-2 flex flex-col gap-5">
                <LeadFacts
                  companies={companies}
                  tags={tags}
                  services={services}
                  makesFields={scopeOf(actor, "settings.manage") !== undefined}
                />
                <LeadCustomFields fields={fields} />
              </div>
              <div className="order-3">
                <LeadTimeline first={first} filter={filter} />
              </div>
            </div>
            <aside className="contents min-w-0 flex-col gap-4 lg:flex">
              <div className="order-1 grid gap-2 sm:max-lg:grid-cols-2 md:gap-4 lg:contents">
                <LeadStatus />
                <LeadOwner story={story} explainsAccess={scopeOf(actor, "user.read") !== undefined} />
                <LeadTasks tasks={tasks} today={today} />
              </div>
              <div className="order-4 grid gap-4 md:max-lg:grid-cols-2 lg:contents">
                <LeadClocks />
                <LeadFiles files={files} />
                <LeadTouchpoints touchpoints={touchpoints} />
                <LeadDuplicates duplicates={duplicates} />
                <MergedLeads merged={merged} canMerge={lead.can.merge} />
                <RelatedLeads related={related} />
              </div>
            </aside>
          </div>
        </div>
      </LeadPresence>
      <ContactBar />
      <AssignDialog />
      <LogContactDialog />
      <StatusSheet />
      <LeadKeys />
      <LeadLive leadId={lead.id} userId={actor.id} />
    </LeadDesk>
  );
}

/** Once per request, for the title and the page alike. */
const loadLead = cache(async (asked: string) => {
  const [ctx, locale] = await Promise.all([requireCtx(), getLocale()]);
  const number = readLeadNumber(asked);
  if (number === null) notFound();
  if (asked !== String(number)) redirect(`/leads/${number}`);
  try {
    return { actor: ctx.actor, ctx, ...(await leadPage(ctx, { number, locale })) };
  } catch (error) {
    if (!(error instanceof Outcome) || error.code !== "NOT_FOUND") throw error;
    const survivor = await survivorOf(ctx, number);
    if (survivor === null) {
      const joined = await joinedElsewhere(ctx, number);
      if (!joined) notFound();
      return { actor: ctx.actor, joined: { ...joined, number } };
    }
    redirect(`/leads/${survivor}?merged=${number}`);
  }
});
