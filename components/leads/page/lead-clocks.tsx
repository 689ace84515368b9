"use client";

import { useTranslations } from "next-intl";
import { beganAsLook } from "@/components/leads/page/assignment-method";
import { useDesk } from "@/components/leads/page/lead-desk";
import { When } from "@/components/leads/page/when";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { cn } from "@/lib/core/cn";
import { formatDateTime, formatDuration, formatHours } from "@/lib/core/format";

type Clock = {
  key: "submitted" | "received" | "assigned" | "firstResponse";
  at: string | null;
  from: string | null;
  dueAt: string | null;
  /** Of working time. */
  minutes: number | null;
};

/** Submitted, received, assigned, first response: when, how long after the one before, and when each was or is due. */
export function LeadClocks() {
  const t = useTranslations("lead.clocks");
  const { lead } = useDesk();
  const { dues } = lead;
  const none = { dueAt: null, minutes: null };
  const clocks: Clock[] = [
    { key: "submitted", at: lead.submittedAt, from: null, ...none },
    { key: "received", at: lead.receivedAt, from: lead.submittedAt, ...none },
    {
      key: "assigned",
      at: lead.assignedAt,
      from: lead.receivedAt,
      dueAt: dues.assignDueAt,
      minutes: dues.assignMinutes,
    },
    {
      key: "firstResponse",
      at: lead.firstResponseAt,
      from: lead.receivedAt,
      dueAt: dues.respondDueAt,
      minutes: dues.respondMinutes,
    },
  ];
  return (
    <Card>
      <CardHeader level={2} title={t("title")} />
      <CardBody>
        <ol className="flex flex-col gap-2.5">
          {clocks.map((clock) => (
            <ClockRow key={clock.key} clock={clock} />
          ))}
          <RestRow />
        </ol>
      </CardBody>
    </Card>
  );
}

function ClockRow({ clock: { key, at, from, dueAt, minutes } }: { clock: Clock }) {
  const t = useTranslations("lead.clocks");
  const { lead, status, now, to } = useDesk();
  const isClosed = status.phase === "closed";
  const runs = at === null && !isClosed;
  const took = at !== null && from !== null && at > from ? formatDuration(seconds(from, at), to) : "";
  const worked = minutes === null ? "" : formatHours(minutes, to);
  const isLate = dueAt !== null && (at ?? (runs ? now : dueAt)) > dueAt;
  return (
    <li className="flex items-baseline justify-between gap-3 text-sm">
      <span className="flex items-center gap-2 text-muted-foreground">
        <span
          aria-hidden
          className={cn(
            "size-1.5 rounded-full",
            at ? "bg-accent" : "border border-muted-foreground",
            isLate && "border-danger bg-danger",
          )}
        />
        {t(key === "assigned" && beganAsLook(lead.assignment) ? "firstLook" : key)}
      </span>
      <span className="text-right tabular-nums">
        {at ? formatDateTime(at, to) : <span className="text-muted-foreground">{isClosed ? "–" : t("notYet")}</span>}
        {took !== "" && (
          <span className="block text-xs text-muted-foreground">
            {worked === "" ? t("after", { time: took }) : t("afterBoth", { time: took, worked })}
          </span>
        )}
        {runs && from && !lead.history && (
          <span className="block text-xs text-muted-foreground">
            {t("waiting", { time: formatDuration(seconds(from, now), to, 1) })}
          </span>
        )}
        {dueAt !== null && (
          <span
            className={cn("block text-xs", isLate ? "font-medium text-danger" : "text-muted-foreground")}
            {...(at !== null && { title: formatDateTime(dueAt, to) })}
          >
            {at === null ? (
              <When at={dueAt}>{(when) => t(isLate ? "overdue" : "due", { when })}</When>
            ) : (
              t(isLate ? "metLate" : "metInTime", { time: formatDuration(seconds(dueAt, at), to) })
            )}
          </span>
        )}
      </span>
    </li>
  );
}

/** How long nothing has happened, where the status says how long is too long. */
function RestRow() {
  const t = useTranslations("lead.clocks");
  const { lead, now, to } = useDesk();
  const { rotsAt } = lead.dues;
  if (rotsAt === null) return null;
  const isRotting = rotsAt <= now;
  return (
    <li className="flex items-baseline justify-between gap-3 text-sm">
      <span className="flex items-center gap-2 text-muted-foreground">
        <span aria-hidden className={cn("size-1.5 rounded-full", isRotting ? "bg-warning" : "bg-accent")} />
        {t("lastActivity")}
      </span>
      <span className="text-right tabular-nums">
        {formatDateTime(lead.lastActivityAt, to)}
        <span className={cn("block text-xs", isRotting ? "font-medium text-warning" : "text-muted-foreground")}>
          <When at={rotsAt}>
            {(when, onPaper) => {
              if (isRotting) return t("rotting", { when });
              return t(onPaper ? "restsFrom" : "restsUntil", { when });
            }}
          </When>
        </span>
      </span>
    </li>
  );
}

function seconds(from: string, until: string): number {
  return (new Date(until).getTime() - new Date(from).getTime()) / 1000;
}
