"use client";

import { useTranslations } from "next-intl";
import { useDesk } from "@/components/leads/page/lead-desk";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { cn } from "@/lib/core/cn";
import { formatDateTime, formatDuration } from "@/lib/core/format";

type Clock = { key: "submitted" | "received" | "assigned" | "firstResponse"; at: string | null; from: string | null };

/** Submitted, received, assigned, first response: when, and how long after the one before. */
export function LeadClocks() {
  const t = useTranslations("lead.clocks");
  const { lead, status, now, to } = useDesk();
  const isClosed = status.phase === "closed";
  const clocks: Clock[] = [
    { key: "submitted", at: lead.submittedAt, from: null },
    { key: "received", at: lead.receivedAt, from: lead.submittedAt },
    { key: "assigned", at: lead.assignedAt, from: lead.receivedAt },
    { key: "firstResponse", at: lead.firstResponseAt, from: lead.receivedAt },
  ];
  return (
    <Card>
      <CardHeader level={2} title={t("title")} />
      <CardBody>
        <ol className="flex flex-col gap-2.5">
          {clocks.map(({ key, at, from }) => (
            <li key={key} className="flex items-baseline justify-between gap-3 text-sm">
              <span className="flex items-center gap-2 text-muted-foreground">
                <span
                  aria-hidden
                  className={cn("size-1.5 rounded-full", at ? "bg-accent" : "border border-muted-foreground")}
                />
                {t(key)}
              </span>
              <span className="text-right tabular-nums">
                {at ? (
                  formatDateTime(at, to)
                ) : (
                  <span className="text-muted-foreground">{isClosed ? "–" : t("notYet")}</span>
                )}
                <span className="block text-xs text-muted-foreground">
                  {at && from && at > from && t("after", { time: formatDuration(seconds(from, at), to) })}
                  {!at &&
                    from &&
                    !lead.history &&
                    !isClosed &&
                    t("waiting", { time: formatDuration(seconds(from, now), to, 1) })}
                </span>
              </span>
            </li>
          ))}
        </ol>
      </CardBody>
    </Card>
  );
}

function seconds(from: string, until: string): number {
  return (new Date(until).getTime() - new Date(from).getTime()) / 1000;
}
