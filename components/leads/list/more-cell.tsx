import { useTranslations } from "next-intl";
import {
  formatDate,
  formatDateTime,
  formatDuration,
  formatHours,
  formatMoney,
  formatRelative,
} from "@/lib/core/format";
import type { FormatFor } from "@/lib/core/format";
import type { OwnColumn } from "@/lib/leads/list/columns/schema";
import type { KeyedOption, LeadRow } from "@/lib/leads/list/schema";

type MoreCellProps = { column: OwnColumn; row: LeadRow; types: readonly KeyedOption[]; now: string; to: FormatFor };

/** The columns that stand in the table only where somebody wants them. */
export function MoreCell({ column, row, types, now, to }: MoreCellProps) {
  switch (column) {
    case "firm":
      return <Text>{row.firm}</Text>;
    case "email":
      return <Text>{row.email}</Text>;
    case "phone":
      return <Text>{row.phone}</Text>;
    case "subChannel":
      return <Text>{row.subChannel}</Text>;
    case "priority":
      return <PriorityWord priority={row.priority} />;
    case "touches":
      return <span className="lead-quiet tabular-nums">{row.touchCount}</span>;
    case "firstResponse":
      return row.firstResponseAt === null ? null : <Moment at={row.firstResponseAt} now={now} to={to} />;
    case "submitted":
    case "assigned":
    case "statusChanged": {
      const at = row.more[column];
      return typeof at === "string" ? <Moment at={at} now={now} to={to} /> : null;
    }
    case "due":
      return row.dueAt === null ? null : <Due at={row.dueAt} now={now} to={to} />;
    case "rots":
      return row.rotsAt === null ? null : <Due at={row.rotsAt} now={now} to={to} />;
    case "nextAction":
      return <NextAction action={row.more.nextAction} now={now} to={to} />;
    case "responseTime":
      return <ResponseTime took={row.more.responseTime} to={to} />;
    case "type":
      return <Text>{types.find(({ id }) => id === row.more.type)?.label ?? ""}</Text>;
    case "tags":
      return <Text>{Array.isArray(row.more.tags) ? row.more.tags.join(", ") : ""}</Text>;
    case "amount":
      return <Amount amount={row.more.amount} to={to} />;
    default: {
      const value = column in row.more ? row.more[column as keyof LeadRow["more"]] : "";
      return <Text>{typeof value === "string" ? value : ""}</Text>;
    }
  }
}

function PriorityWord({ priority }: { priority: string }) {
  const t = useTranslations("leads");
  return <span className="lead-quiet">{t(`priorities.${priority as "normal"}`)}</span>;
}

function Amount({ amount, to }: { amount: LeadRow["more"]["amount"]; to: FormatFor }) {
  if (typeof amount !== "object" || amount === null || !("cents" in amount)) return null;
  return <span className="lead-cut tabular-nums">{formatMoney(amount.cents, amount.currency, to)}</span>;
}

/** What is over is read at once, by its colour and by its words. */
function Due({ at, now, to }: { at: string; now: string; to: FormatFor }) {
  const isOver = Date.parse(at) <= Date.parse(now);
  return (
    <time dateTime={at} title={formatDateTime(at, to)} className={isOver ? "lead-late" : "lead-quiet"}>
      {formatRelative(at, now, to)}
    </time>
  );
}

function NextAction({ action, now, to }: { action: LeadRow["more"]["nextAction"]; now: string; to: FormatFor }) {
  if (typeof action !== "object" || action === null || !("title" in action)) return null;
  const { at, title, day } = action;
  const isOver = Date.parse(at) <= Date.parse(now);
  const exact = day === null ? formatDateTime(at, to) : formatDate(day, { ...to, timeZone: "UTC" });
  return (
    <span className="lead-cut" title={`${title} · ${exact}`}>
      <span className={isOver ? "lead-late" : "lead-quiet"}>{formatRelative(at, now, to)}</span> {title}
    </span>
  );
}

/** In working time, with what the clock says behind it; without working hours known, by the clock. */
function ResponseTime({ took, to }: { took: LeadRow["more"]["responseTime"]; to: FormatFor }) {
  const t = useTranslations("leads");
  if (typeof took !== "object" || took === null || !("wall" in took)) return null;
  const wall = formatDuration(took.wall * 60, to);
  if (took.working === null) return <span className="lead-quiet">{wall}</span>;
  return (
    <span className="lead-quiet" title={t("byTheClock", { time: wall })}>
      {formatHours(took.working, to)}
    </span>
  );
}

export function Text({ children }: { children: string }) {
  if (children === "") return null;
  return (
    <span className="lead-cut" title={children}>
      {children}
    </span>
  );
}

export function Moment({ at, now, to }: { at: string; now: string; to: FormatFor }) {
  return (
    <time dateTime={at} title={formatDateTime(at, to)} className="lead-quiet">
      {formatRelative(at, now, to)}
    </time>
  );
}
