"use client";

import { ChevronsUp, ChevronUp } from "lucide-react";
import { Link } from "@/components/ui/link";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { ContactLinks } from "@/components/leads/list/contact-links";
import { DueMark } from "@/components/leads/list/due-mark";
import { FieldCell } from "@/components/leads/list/field-cell";
import { Moment, MoreCell, Text } from "@/components/leads/list/more-cell";
import { LeadIcon } from "@/components/leads/list/lead-icons";
import { Face } from "@/components/ui/pictures";
import { isTone, toneOf } from "@/components/ui/tone";
import { cn } from "@/lib/core/cn";
import { formatRelative } from "@/lib/core/format";
import { isFieldName } from "@/lib/leads/custom-fields/field/schema";
import { cellClass } from "@/lib/leads/list/columns/schema";
import { leadHref } from "@/lib/leads/list/schema";
import type { FieldView } from "@/lib/leads/custom-fields/field/schema";
import type { ColumnPlace, ListColumn } from "@/lib/leads/list/columns/schema";
import type { ShownRow } from "@/components/leads/list/use-lead-rows";
import type { FormatFor } from "@/lib/core/format";
import type { KeyedOption, LeadRow, StatusOption } from "@/lib/leads/list/schema";

type LeadRowProps = {
  row: ShownRow;
  columns: readonly ColumnPlace[];
  types: readonly KeyedOption[];
  /** Those of the columns that are custom fields. */
  fields: readonly FieldView[];
  statuses: readonly StatusOption[];
  now: string;
  to: FormatFor;
  /** Of the list, which a lead's page leads back to. */
  query: string;
  onChange: (kind: "status" | "owner", row: ShownRow, anchor: HTMLElement) => void;
  onContact: (id: string, change: Partial<LeadRow>) => void;
  /** Whether it is among those chosen; undefined where nobody can change many. */
  chosen?: boolean | undefined;
};

export const LeadRowView = memo(function LeadRowView({ row, columns, chosen, ...rest }: LeadRowProps) {
  const t = useTranslations("leads");
  return (
    <tr
      data-row-id={row.id}
      data-left={row.left ? true : undefined}
      data-changed={row.changed ? true : undefined}
      data-chosen={chosen ? true : undefined}
      className="lead-row"
    >
      {chosen !== undefined && (
        <td className="c-choose">
          <input
            type="checkbox"
            readOnly
            checked={chosen}
            data-choose={row.id}
            aria-label={t("bulk.choose1", { lead: row.label })}
          />
        </td>
      )}
      {columns.map(({ key }) => (
        <td key={key} className={cellClass(key)}>
          <Cell column={key} row={row} showsOwner={columns.some((one) => one.key === "owner")} {...rest} />
        </td>
      ))}
    </tr>
  );
});

type CellProps = Omit<LeadRowProps, "columns" | "chosen"> & { column: ListColumn; showsOwner: boolean };

function Cell({ column, row, ...rest }: CellProps) {
  const { to, now } = rest;
  switch (column) {
    case "number":
      return <span className="lead-quiet">{row.label}</span>;
    case "name":
      return <NameCell row={row} {...rest} />;
    case "status":
      return (
        <div className="lead-standing">
          <StatusCell row={row} {...rest} />
          <span className="lead-on-phone lead-quiet">
            {formatRelative(row.receivedAt, now, to)}
            {rest.showsOwner && row.ownerName !== "" && ` · ${row.ownerName}`}
          </span>
        </div>
      );
    case "owner":
      return <OwnerCell row={row} {...rest} />;
    case "service":
      return <ServiceCell row={row} />;
    case "company":
      return isTone(row.companyTone) ? (
        <span className="lead-pill" data-tone={row.companyTone}>
          {row.companyName}
        </span>
      ) : (
        <Text>{row.companyName}</Text>
      );
    case "source":
      return <Text>{row.sourceName}</Text>;
    case "score":
      return row.score > 0 ? <span className="lead-quiet tabular-nums">{row.score}</span> : null;
    case "received":
      return <Moment at={row.receivedAt} now={now} to={to} />;
    case "activity":
      return <Moment at={row.lastActivityAt} now={now} to={to} />;
    case "contact":
      return <ContactLinks row={row} onContact={rest.onContact} />;
    default:
      return isFieldName(column) ? (
        <FieldCell field={rest.fields.find(({ name }) => name === column)} value={row.more[column]} to={to} />
      ) : (
        <MoreCell column={column} row={row} types={rest.types} now={now} to={to} />
      );
  }
}

function NameCell({ row, query, statuses, now, to }: Pick<LeadRowProps, "row" | "query" | "statuses" | "now" | "to">) {
  const t = useTranslations("leads");
  const closed = statuses.find((one) => one.id === row.statusId)?.phase === "closed";
  const title = row.contactName || row.firm || row.email || row.phone || t("noName");
  const firm = row.contactName ? row.firm : "";
  const left = row.left ? t("notInList") : "";
  const phone = row.contactName || row.firm ? row.phone : "";
  const under = [left, firm].filter(Boolean).join(" · ");
  // A card says how to reach them, or else what they want; a row has columns for that.
  const onCard = phone || (firm ? "" : row.service);
  return (
    <>
      <div className="lead-line">
        <Link href={leadHref(row.number, query)} data-row-link={row.number} className="lead-name">
          {title}
        </Link>
        {!row.firstResponseAt && !closed && (
          <span className="lead-new" title={t("notContacted")}>
            <span className="sr-only">{t("notContacted")}</span>
          </span>
        )}
        <span className="lead-on-phone lead-quiet shrink-0 text-xs">{row.label}</span>
        <Priority priority={row.priority} />
        <DueMark row={row} now={now} to={to} />
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
      {(under || onCard) && (
        <div className="lead-note">
          {/* The number first: whatever the firm is called, it isn't cut. */}
          {onCard && <span className="lead-on-phone">{under ? `${onCard} · ` : onCard}</span>}
          {under}
        </div>
      )}
    </>
  );
}

function ServiceCell({ row }: Pick<LeadRowProps, "row">) {
  const t = useTranslations("leads");
  return (
    <>
      {row.service === "" ? <span className="lead-quiet">–</span> : <Text>{row.service}</Text>}
      {/* Where the column of the source has no room. */}
      {row.sourceName !== "" && <span className="lead-note">{t("fromSource", { source: row.sourceName })}</span>}
    </>
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

function StatusCell({ row, statuses, onChange }: Pick<LeadRowProps, "row" | "statuses" | "onChange">) {
  const t = useTranslations("leads");
  const status = statuses.find((one) => one.id === row.statusId);
  const tone = isTone(status?.tone) ? status.tone : "gray";
  const label = status?.label ?? "";
  const pill = (
    <span className="lead-pill" data-dot data-tone={tone}>
      {label}
    </span>
  );
  if (!row.can.status) return pill;
  return (
    <button
      type="button"
      data-change="status"
      aria-haspopup="dialog"
      aria-label={t("changeStatusOf", { status: label, lead: row.label })}
      className="lead-status"
      onClick={(event) => {
        onChange("status", row, event.currentTarget);
      }}
    >
      {pill}
      <LeadIcon name="down" />
    </button>
  );
}

function OwnerCell({ row, onChange }: Pick<LeadRowProps, "row" | "onChange">) {
  const t = useTranslations("leads");
  const name = row.ownerName || t("unassigned");
  const shown = (
    <>
      <span aria-hidden className="lead-face" data-tone={row.ownerName ? toneOf(row.ownerName) : undefined}>
        {row.ownerName && <Face id={row.ownerId} name={row.ownerName} />}
      </span>
      <span className={row.ownerName ? "lead-cut" : "lead-cut lead-quiet"}>{name}</span>
    </>
  );
  if (!row.can.assign) return <span className="lead-owner">{shown}</span>;
  return (
    <button
      type="button"
      data-change="owner"
      aria-haspopup="dialog"
      aria-label={t("assignOf", { owner: name, lead: row.label })}
      className="lead-owner"
      onClick={(event) => {
        onChange("owner", row, event.currentTarget);
      }}
    >
      {shown}
    </button>
  );
}
