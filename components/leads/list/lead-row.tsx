"use client";

import { ChevronDown, ChevronsUp, ChevronUp } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { ContactLinks } from "@/components/leads/list/contact-links";
import { COLUMN_CLASS } from "@/components/leads/list/list-head";
import { Avatar } from "@/components/ui/avatar";
import { TonePill } from "@/components/ui/tone-pill";
import { isTone } from "@/components/ui/tone";
import { cn } from "@/lib/core/cn";
import { formatDateTime, formatRelative } from "@/lib/core/format";
import { leadHref } from "@/lib/leads/list/schema";
import type { ListColumn } from "@/components/leads/list/list-columns";
import type { ShownRow } from "@/components/leads/list/use-lead-rows";
import type { FormatFor } from "@/lib/core/format";
import type { LeadRow, StatusOption } from "@/lib/leads/list/schema";

type LeadRowProps = {
  row: ShownRow;
  columns: readonly ListColumn[];
  statuses: readonly StatusOption[];
  now: string;
  to: FormatFor;
  /** Of the list, which a lead's page leads back to. */
  query: string;
  onChange: (kind: "status" | "owner", row: ShownRow, anchor: HTMLElement) => void;
  onContact: (id: string, change: Partial<LeadRow>) => void;
};

// On a phone a row is a card: name and status to read, the call under the thumb.
const CARD_CELL: Record<ListColumn, string> = {
  number: "max-md:hidden",
  name: "max-md:col-start-1 max-md:row-start-1 max-md:min-w-0",
  status: "max-md:col-start-1 max-md:row-start-2 max-md:min-w-0",
  owner: "max-md:hidden",
  service: "max-md:hidden",
  company: "max-md:hidden",
  source: "max-md:hidden",
  received: "max-md:hidden",
  activity: "max-md:hidden",
  contact: "max-md:col-start-2 max-md:row-span-2 max-md:row-start-1 max-md:self-center",
};

export const LeadRowView = memo(function LeadRowView({ row, columns, ...rest }: LeadRowProps) {
  return (
    <tr
      data-row-id={row.id}
      data-left={row.left ? true : undefined}
      className={cn(
        "group/row focus-within:[&>td]:bg-hover hover:[&>td]:bg-hover last:[&>td]:border-b-0",
        "max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-x-2.5 max-md:gap-y-1.5 max-md:border-b max-md:px-4 max-md:py-3 max-md:last:border-b-0",
        "[&>td]:transition-colors [&>td]:duration-700",
        row.changed && "[&>td]:bg-accent-soft",
        row.left && "opacity-60",
      )}
    >
      {columns.map((column) => (
        <td
          key={column}
          className={cn(
            "h-11 border-b px-3 py-1 first:pl-4 last:pr-4 max-md:h-auto max-md:w-auto! max-md:border-0 max-md:p-0!",
            COLUMN_CLASS[column],
            CARD_CELL[column],
          )}
        >
          <Cell column={column} row={row} showsOwner={columns.includes("owner")} {...rest} />
        </td>
      ))}
    </tr>
  );
});

type CellProps = Omit<LeadRowProps, "columns"> & { column: ListColumn; showsOwner: boolean };

function Cell({ column, row, ...rest }: CellProps) {
  const { to, now } = rest;
  switch (column) {
    case "number":
      return <span className="text-muted-foreground">{row.label}</span>;
    case "name":
      return <NameCell row={row} query={rest.query} />;
    case "status":
      return (
        <div className="flex min-w-0 items-center gap-2">
          <StatusCell row={row} {...rest} />
          <span className="truncate text-sm md:hidden">
            <Moment at={row.receivedAt} now={now} to={to} />
            {rest.showsOwner && row.ownerName !== "" && (
              <span className="text-muted-foreground"> · {row.ownerName}</span>
            )}
          </span>
        </div>
      );
    case "owner":
      return <OwnerCell row={row} {...rest} />;
    case "service":
      return (
        <>
          <Text>{row.service}</Text>
          {/* Where the column of the source has no room. */}
          <span className="block truncate text-xs text-muted-foreground @7xl:hidden">{row.sourceName}</span>
        </>
      );
    case "company":
      return isTone(row.companyTone) ? (
        <TonePill tone={row.companyTone} dot={false}>
          {row.companyName}
        </TonePill>
      ) : (
        <Text>{row.companyName}</Text>
      );
    case "source":
      return <Text>{row.sourceName}</Text>;
    case "received":
      return <Moment at={row.receivedAt} now={now} to={to} />;
    case "activity":
      return <Moment at={row.lastActivityAt} now={now} to={to} />;
    case "contact":
      return <ContactLinks row={row} onContact={rest.onContact} />;
  }
}

function NameCell({ row, query }: Pick<LeadRowProps, "row" | "query">) {
  const t = useTranslations("leads");
  const title = row.contactName || row.firm || row.email || row.phone || t("noName");
  const under = [row.contactName ? row.firm : "", row.left ? t("notInList") : ""].filter(Boolean).join(" · ");
  return (
    <div className="min-w-0">
      <div className="flex min-w-0 items-center gap-1.5">
        <Link
          href={leadHref(row.number, query)}
          prefetch={false}
          data-row-link={row.number}
          className={cn(
            "truncate rounded-sm hover:underline max-md:text-lg max-md:leading-6",
            row.firstResponseAt ? "font-medium" : "font-semibold",
          )}
        >
          {title}
        </Link>
        {!row.firstResponseAt && (
          <span className="size-1.5 shrink-0 rounded-full bg-accent" title={t("notContacted")}>
            <span className="sr-only">{t("notContacted")}</span>
          </span>
        )}
        <Priority priority={row.priority} />
        {row.touchCount > 1 && (
          <span
            className="shrink-0 rounded-sm bg-muted px-1 text-2xs font-medium text-muted-foreground"
            title={t("touches", { count: row.touchCount })}
          >
            ×{row.touchCount}
            <span className="sr-only">{t("touches", { count: row.touchCount })}</span>
          </span>
        )}
      </div>
      {under !== "" && <div className="truncate text-xs text-muted-foreground max-md:text-sm">{under}</div>}
      {row.service !== "" && <div className="truncate text-sm text-muted-foreground md:hidden">{row.service}</div>}
    </div>
  );
}

function Priority({ priority }: { priority: string }) {
  const t = useTranslations("leads");
  if (priority !== "high" && priority !== "urgent") return null;
  const Icon = priority === "urgent" ? ChevronsUp : ChevronUp;
  const words = t("priorityIs", { priority: t(`priorities.${priority}`) });
  return (
    <span title={words} className={cn("shrink-0", priority === "urgent" ? "text-danger" : "text-warning")}>
      <Icon aria-hidden className="size-3.5" strokeWidth={2.5} />
      <span className="sr-only">{words}</span>
    </span>
  );
}

function StatusCell({ row, statuses, onChange }: Omit<LeadRowProps, "columns">) {
  const t = useTranslations("leads");
  const status = statuses.find((one) => one.id === row.statusId);
  const tone = isTone(status?.tone) ? status.tone : "gray";
  const label = status?.label ?? "";
  if (!row.can.status) return <TonePill tone={tone}>{label}</TonePill>;
  return (
    <button
      type="button"
      data-change="status"
      aria-haspopup="dialog"
      aria-label={t("changeStatusOf", { status: label, lead: row.label })}
      className="group/change flex max-w-full items-center gap-0.5 rounded-full pointer-coarse:-my-2 pointer-coarse:py-2"
      onClick={(event) => {
        onChange("status", row, event.currentTarget);
      }}
    >
      <TonePill tone={tone}>{label}</TonePill>
      <ChevronDown
        aria-hidden
        className="size-3.5 shrink-0 text-muted-foreground opacity-0 group-hover/row:opacity-100 group-focus-visible/change:opacity-100 pointer-coarse:opacity-60"
      />
    </button>
  );
}

function OwnerCell({ row, onChange }: Omit<LeadRowProps, "columns">) {
  const t = useTranslations("leads");
  const name = row.ownerName || t("unassigned");
  const shown = (
    <>
      {row.ownerName ? (
        <Avatar name={row.ownerName} size="xs" />
      ) : (
        <span aria-hidden className="size-5 shrink-0 rounded-full border border-dashed border-control" />
      )}
      <span className={cn("truncate", !row.ownerName && "text-muted-foreground")}>{name}</span>
    </>
  );
  if (!row.can.assign) return <span className="flex min-w-0 items-center gap-1.5">{shown}</span>;
  return (
    <button
      type="button"
      data-change="owner"
      aria-haspopup="dialog"
      aria-label={t("assignOf", { owner: name, lead: row.label })}
      className="-mx-1 flex max-w-full min-w-0 items-center gap-1.5 rounded-sm px-1 py-1 hover:bg-hover"
      onClick={(event) => {
        onChange("owner", row, event.currentTarget);
      }}
    >
      {shown}
    </button>
  );
}

function Text({ children }: { children: string }) {
  return (
    <span className="block truncate" title={children}>
      {children}
    </span>
  );
}

function Moment({ at, now, to }: { at: string; now: string; to: FormatFor }) {
  return (
    <time dateTime={at} title={formatDateTime(at, to)} className="whitespace-nowrap text-muted-foreground">
      {formatRelative(at, now, to)}
    </time>
  );
}
