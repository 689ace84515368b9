"use client";

import { UserRoundPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { Link } from "@/components/ui/link";
import { AssignmentStory } from "@/components/assignment/assignment-story";
import { useDesk } from "@/components/leads/page/lead-desk";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Kbd } from "@/components/ui/kbd";
import { BY_ASSIGNMENT, isFirstLook } from "@/components/leads/page/assignment-method";
import { When } from "@/components/leads/page/when";
import type { LeadStory } from "@/lib/assignment/receipts/schema";

type LeadOwnerProps = { story?: LeadStory; explainsAccess: boolean };
const NOTHING: LeadStory = { given: null, waiting: null };

/** Whose lead it is, and in one sentence why. */
export function LeadOwner({ story = NOTHING, explainsAccess }: LeadOwnerProps) {
  const t = useTranslations("lead.owner");
  const { lead, owner, status, setPanel, to } = useDesk();
  const { assignment } = lead;
  const settled = (owner?.id ?? null) === (lead.owner?.id ?? null);
  const firstLooker = settled && isFirstLook(assignment, status);
  const title = firstLooker ? t("first") : t("title");
  return (
    <Card>
      <CardHeader
        level={2}
        title={title}
        className="max-md:sr-only"
        actions={lead.can.assign ? <Kbd className="max-md:hidden print:hidden">A</Kbd> : undefined}
      />
      <CardBody className="flex items-start gap-3 max-md:p-3">
        {owner && <Avatar id={owner.id} name={owner.name} size="md" />}
        <div className="min-w-0 flex-1">
          <p aria-hidden className="text-xs text-muted-foreground md:hidden">
            {title}
          </p>
          <p className={owner ? "font-medium break-words" : "text-muted-foreground"}>{owner?.name ?? t("nobody")}</p>
          {settled && lead.owner && !lead.owner.active && <p className="text-sm text-warning">{t("inactive")}</p>}
          {settled && assignment && assignment.method !== BY_ASSIGNMENT && (
            <p className="text-sm break-words text-muted-foreground">
              <When at={assignment.at}>
                {(when) =>
                  t(whyKey(assignment.method, assignment.by !== null, firstLooker), {
                    by: assignment.by?.name ?? "",
                    source: lead.sourceName || lead.channel,
                    when,
                  })
                }
              </When>
              {assignment.reason && <> “{assignment.reason}”</>}
            </p>
          )}
          {settled && (assignment ?? story.waiting) && <AssignmentStory leadId={lead.id} story={story} to={to} />}
          {explainsAccess && (
            <Link
              href={`/leads/${lead.number}/access`}
              className="mt-0.5 block w-fit text-xs text-muted-foreground underline-offset-2 hover:text-foreground hover:underline pointer-coarse:py-2.5 print:hidden"
            >
              {t("access")}
            </Link>
          )}
        </div>
        {lead.can.assign && (
          <Button
            size="sm"
            variant={owner && !firstLooker ? "ghost" : "primary"}
            className="shrink-0 print:hidden"
            onClick={() => {
              setPanel("assign");
            }}
          >
            {owner && !firstLooker ? t("change") : <UserRoundPlus aria-hidden />}
            {(!owner || firstLooker) && t("assign")}
          </Button>
        )}
      </CardBody>
    </Card>
  );
}

function whyKey(method: string, byPerson: boolean, firstLooker: boolean) {
  if (method === "rule") return firstLooker ? "why.byRuleFirst" : "why.byRule";
  if (method === "default-owner") return firstLooker ? "why.first" : "why.defaultOwner";
  if (method === "hand-over") return byPerson ? "why.handOverBy" : "why.handOver";
  if ((method === "by-hand" || method === "bulk" || method === "confirmed") && byPerson) return "why.byHand";
  return "why.other";
}
