"use client";

import { ArrowRight, ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDesk } from "@/components/leads/page/lead-desk";
import { StatusAnswers } from "@/components/leads/page/status-answers";
import { StatusMenu } from "@/components/leads/page/status-menu";
import { When } from "@/components/leads/page/when";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Kbd } from "@/components/ui/kbd";
import { isTone } from "@/components/ui/tone";
import { TonePill } from "@/components/ui/tone-pill";
import { cn } from "@/lib/core/cn";
import { mayMove } from "@/lib/leads/status/policy";
import type { StatusGroupView, StatusView } from "@/lib/leads/page/schema";

const MINUTE_MS = 60_000;

/** Where the lead stands on its way, and the step after that. */
export function LeadStatus() {
  const t = useTranslations("lead.status");
  const { lead, groups, status, panel, setPanel, moveTo, now } = useDesk();
  const next = nextOnTheWay(groups, status, lead.owner !== null);
  const tone = isTone(status.tone) ? status.tone : "gray";
  return (
    <Card>
      <CardHeader
        level={2}
        title={t("title")}
        className="max-md:sr-only"
        actions={lead.can.status ? <Kbd className="max-md:hidden print:hidden">E</Kbd> : undefined}
      />
      <CardBody className="flex flex-col gap-2 max-md:p-3 md:gap-3">
        {lead.can.status ? (
          <StatusMenu
            open={panel === "status"}
            onOpenChange={(open) => {
              const fitting = onPhone() ? "status-sheet" : "status";
              setPanel(open ? fitting : null);
            }}
            trigger={
              <Button
                className="w-full justify-between print:border-0 print:px-0 print:shadow-none"
                aria-label={t("change", { status: status.label })}
              >
                <TonePill tone={tone}>{status.label}</TonePill>
                <ChevronDown aria-hidden className="text-muted-foreground print:hidden" />
              </Button>
            }
          />
        ) : (
          <TonePill tone={tone} className="self-start">
            {status.label}
          </TonePill>
        )}
        <StatusSteps groups={groups} status={status} />
        <StatusAnswers />
        <div className="flex flex-wrap items-center justify-between gap-2 text-xs text-muted-foreground">
          <When at={lead.statusChangedAt}>
            {(when, onPaper) =>
              !onPaper && Date.parse(now) - Date.parse(lead.statusChangedAt) < MINUTE_MS
                ? t("justNow")
                : t("since", { when })
            }
          </When>
          {lead.can.status && next && (
            <Button
              size="sm"
              variant="ghost"
              className="-mr-2 print:hidden"
              aria-label={t("moveTo", { status: next.label })}
              onClick={() => void moveTo(next)}
            >
              {next.label}
              <ArrowRight aria-hidden />
            </Button>
          )}
        </div>
      </CardBody>
    </Card>
  );
}

/** The groups that lead to a customer, each a segment; a lead that left the way shows none of them lit. */
function StatusSteps({ groups, status }: { groups: StatusGroupView[]; status: StatusView }) {
  const steps = groups.filter((group) => group.statuses.some(isOnTheWay));
  const at = steps.findIndex((group) => group.key === status.group);
  return (
    <ol className="grid auto-cols-fr grid-flow-col gap-1 max-md:hidden">
      {steps.map((group, index) => (
        <li
          key={group.key}
          data-tone={isTone(status.tone) ? status.tone : "gray"}
          aria-current={index === at ? "step" : undefined}
          className="min-w-0"
        >
          <span aria-hidden className={cn("block h-1 rounded-full bg-muted", index <= at && "bg-tone-dot")} />
          <span
            className={cn(
              "mt-1 block text-2xs leading-tight break-words text-muted-foreground",
              index === at && "font-medium text-foreground",
            )}
            title={group.label}
          >
            {group.label}
          </span>
        </li>
      ))}
    </ol>
  );
}

/** Where a menu would cover the page a sheet comes instead. */
export function onPhone(): boolean {
  return window.matchMedia("(max-width: 47.99rem)").matches;
}

/** Nobody's lead isn't "assigned" by a press: that is what assigning does. */
function nextOnTheWay(groups: StatusGroupView[], status: StatusView, owned: boolean): StatusView | undefined {
  const way = groups
    .flatMap((group) => group.statuses)
    .filter((one) => one.active && isOnTheWay(one) && (owned || one.part !== "assigned"));
  const at = way.findIndex((one) => one.id === status.id);
  return at === -1 ? undefined : way.slice(at + 1).find((one) => mayMove(status, one));
}

/** On hold, lost and disqualified are no steps towards a customer. */
function isOnTheWay(status: StatusView): boolean {
  return status.outcome === "won" || (status.outcome === "open" && status.group !== "hold");
}
