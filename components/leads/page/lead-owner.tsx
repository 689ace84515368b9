"use client";

import { UserRoundPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDesk } from "@/components/leads/page/lead-desk";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Kbd } from "@/components/ui/kbd";
import { formatDateTime, formatRelative } from "@/lib/core/format";

/** Whose lead it is, and in one sentence why. */
export function LeadOwner() {
  const t = useTranslations("lead.owner");
  const { lead, owner, setPanel, now, to } = useDesk();
  const { assignment } = lead;
  const settled = (owner?.id ?? null) === (lead.owner?.id ?? null);
  return (
    <Card>
      <CardHeader
        level={2}
        title={t("title")}
        actions={
          lead.can.assign ? (
            <>
              <Kbd className="max-md:hidden">A</Kbd>
              <Button
                size="sm"
                variant={owner ? "ghost" : "primary"}
                onClick={() => {
                  setPanel("assign");
                }}
              >
                {owner ? t("change") : <UserRoundPlus aria-hidden />}
                {!owner && t("assign")}
              </Button>
            </>
          ) : undefined
        }
      />
      <CardBody className="flex items-start gap-3">
        {owner && <Avatar name={owner.name} size="md" />}
        <div className="min-w-0">
          <p className={owner ? "font-medium break-words" : "text-muted-foreground"}>{owner?.name ?? t("nobody")}</p>
          {settled && lead.owner && !lead.owner.active && <p className="text-sm text-warning">{t("inactive")}</p>}
          {settled && assignment && (
            <p className="text-sm break-words text-muted-foreground" title={formatDateTime(assignment.at, to)}>
              {t(whyKey(assignment.method, assignment.by !== null), {
                by: assignment.by?.name ?? "",
                source: lead.sourceName || lead.channel,
                when: formatRelative(assignment.at, now, to),
              })}
              {assignment.reason && <> “{assignment.reason}”</>}
            </p>
          )}
        </div>
      </CardBody>
    </Card>
  );
}

function whyKey(method: string, byPerson: boolean) {
  if (method === "default-owner") return "why.defaultOwner";
  if (method === "hand-over") return byPerson ? "why.handOverBy" : "why.handOver";
  if (method === "by-hand" && byPerson) return "why.byHand";
  return "why.other";
}
