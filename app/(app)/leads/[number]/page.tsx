import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { getLocale } from "next-intl/server";
import { cache } from "react";
import { AssignDialog } from "@/components/leads/page/assign-dialog";
import { ContactBar } from "@/components/leads/page/contact-bar";
import { ContactQuestion } from "@/components/leads/page/contact-question";
import { LeadClocks } from "@/components/leads/page/lead-clocks";
import { LeadDesk } from "@/components/leads/page/lead-desk";
import { LeadFacts } from "@/components/leads/page/lead-facts";
import { LeadHeader } from "@/components/leads/page/lead-header";
import { LeadKeys } from "@/components/leads/page/lead-keys";
import { LeadLive } from "@/components/leads/page/lead-live";
import { LeadOwner } from "@/components/leads/page/lead-owner";
import { LeadStatus } from "@/components/leads/page/lead-status";
import { LeadTimeline } from "@/components/leads/page/lead-timeline";
import { LeadTouchpoints } from "@/components/leads/page/lead-touchpoints";
import { LogContactDialog } from "@/components/leads/page/log-contact-dialog";
import { ManagementMessage } from "@/components/leads/page/management-message";
import { RelatedLeads } from "@/components/leads/page/related-leads";
import { requireActor } from "@/lib/auth/session";
import { ctxFor } from "@/lib/core/define-action";
import { Outcome } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { leadPage } from "@/lib/leads/page/queries";
import { readLeadNumber } from "@/lib/leads/page/number";
import { timelineOf } from "@/lib/leads/timeline/queries";

type Props = { params: Promise<{ number: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { lead } = await loadLead((await params).number);
  return { title: [lead.label, lead.contactName || lead.firm].filter(Boolean).join(" ") };
}

export default async function LeadRoute({ params }: Props) {
  const { actor, ctx, lead, vocabulary, openAttempts, touchpoints, related } = await loadLead((await params).number);
  const first = await timelineOf(ctx, { leadId: lead.id, filter: "all", before: null, locale: await getLocale() });
  return (
    <LeadDesk key={lead.id} lead={lead} vocabulary={vocabulary} now={ctx.now().toISOString()}>
      <div className="flex flex-col gap-5">
        <LeadHeader userId={actor.id} />
        <div className="grid gap-5 lg:grid-cols-[minmax(0,1fr)_20rem] lg:grid-rows-[auto_1fr] xl:grid-cols-[minmax(0,1fr)_22rem]">
          <div className="flex min-w-0 flex-col gap-5">
            <ManagementMessage />
            {lead.can.contact && <ContactQuestion attempts={openAttempts} />}
            <LeadFacts />
          </div>
          <aside className="flex min-w-0 flex-col gap-4 lg:row-span-2">
            <LeadStatus />
            <LeadOwner />
            <LeadClocks />
            <LeadTouchpoints touchpoints={touchpoints} />
            <RelatedLeads related={related} />
          </aside>
          <div className="min-w-0">
            <LeadTimeline first={first} />
          </div>
        </div>
      </div>
      <ContactBar />
      <AssignDialog />
      <LogContactDialog />
      <LeadKeys />
      <LeadLive leadId={lead.id} userId={actor.id} />
    </LeadDesk>
  );
}

/** Once per request, for the title and the page alike. */
const loadLead = cache(async (asked: string) => {
  const [actor, locale] = await Promise.all([requireActor(), getLocale()]);
  const number = readLeadNumber(asked);
  if (number === null) notFound();
  if (asked !== String(number)) redirect(`/leads/${number}`);
  const ctx = ctxFor(actor, newId());
  try {
    return { actor, ctx, ...(await leadPage(ctx, { number, locale })) };
  } catch (error) {
    if (error instanceof Outcome && error.code === "NOT_FOUND") notFound();
    throw error;
  }
});
