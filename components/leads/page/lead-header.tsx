"use client";

import { NotebookPen, Printer } from "lucide-react";
import { useTranslations } from "next-intl";
import { BackLink } from "@/components/leads/page/back-link";
import { ContactLinks } from "@/components/leads/page/contact-links";
import { useDesk } from "@/components/leads/page/lead-desk";
import { LeadSteps } from "@/components/leads/page/lead-steps";
import { useFromList } from "@/components/leads/page/use-from-list";
import { PeopleHere } from "@/components/leads/presence/people-here";
import { When } from "@/components/leads/page/when";
import { Badge } from "@/components/ui/badge";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Kbd } from "@/components/ui/kbd";
import { isTone } from "@/components/ui/tone";
import { TonePill } from "@/components/ui/tone-pill";
import { formatDateTime } from "@/lib/core/format";

/** Who it is, and the ways to reach them. */
export function LeadHeader({ userId }: { userId: string }) {
  const t = useTranslations("lead");
  const { lead, status, setPanel, now, to } = useDesk();
  const { href: list } = useFromList();
  const title = lead.contactName || lead.firm || lead.email || lead.phoneText || lead.label;
  return (
    <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="max-w-3xl min-w-0 max-md:-mt-3">
        <div className="flex items-center gap-3">
          <p className="flex items-center text-sm text-muted-foreground md:hidden print:hidden">
            <BackLink list={list} />
            {lead.label}
          </p>
          <Breadcrumb
            label={t("breadcrumb")}
            crumbs={[{ label: t("leads"), href: list }, { label: lead.label }]}
            className="max-md:hidden print:block!"
          />
          <LeadSteps number={lead.number} userId={userId} />
          <PeopleHere />
        </div>
        <h1
          dir="auto"
          title={title}
          className="line-clamp-2 text-left md:mt-1.5 text-xl font-semibold tracking-tight wrap-anywhere"
        >
          {title}
        </h1>
        {lead.contactName !== "" && lead.firm !== "" && (
          <p
            dir="auto"
            title={lead.firm}
            className="line-clamp-2 text-left text-base text-muted-foreground wrap-anywhere"
          >
            {lead.firm}
          </p>
        )}
        <div className="mt-2 flex flex-wrap items-center gap-x-2 gap-y-1.5 text-sm text-muted-foreground">
          <TonePill tone={isTone(status.tone) ? status.tone : "gray"}>{status.label}</TonePill>
          <TonePill dot={false} tone={isTone(lead.company.tone) ? lead.company.tone : "blue"}>
            {lead.company.name}
          </TonePill>
          {(lead.priority === "high" || lead.priority === "urgent") && (
            <Badge variant={lead.priority === "urgent" ? "danger" : "warning"}>{t(`priority.${lead.priority}`)}</Badge>
          )}
          {lead.touchCount > 1 && <Badge variant="info">{t("touches", { count: lead.touchCount })}</Badge>}
          {lead.dues.wroteAgainAt !== null && (
            <Badge variant="danger">
              <When at={lead.dues.wroteAgainAt}>{(when) => t("wroteAgain", { when })}</When>
            </Badge>
          )}
          <When at={lead.receivedAt}>{(when) => t("received", { when })}</When>
        </div>
        <p className="hidden text-sm text-muted-foreground print:block">
          {t("asOf", { when: formatDateTime(now, to) })}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-2 max-md:hidden print:hidden">
        <ContactLinks />
        {lead.can.contact && (
          <Button
            onClick={() => {
              setPanel("log");
            }}
          >
            <NotebookPen aria-hidden />
            {t("contact.logContact")}
            <Kbd>C</Kbd>
          </Button>
        )}
        <IconButton
          label={t("print")}
          onClick={() => {
            window.print();
          }}
        >
          <Printer aria-hidden />
        </IconButton>
      </div>
    </header>
  );
}
