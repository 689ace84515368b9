"use client";

import { useLocale, useTranslations } from "next-intl";
import { Link } from "@/components/ui/link";
import { useState } from "react";
import { useLabel } from "@/components/leads/vocabulary/labels";
import { RetireDialog } from "@/components/leads/vocabulary/retire-dialog";
import { RetiredList } from "@/components/leads/vocabulary/retired-list";
import { StatusDialog } from "@/components/leads/vocabulary/status-dialog";
import { OrderedList } from "@/components/settings/ordered-list";
import { Badge } from "@/components/ui/badge";
import { isTone } from "@/components/ui/tone";
import { TonePill } from "@/components/ui/tone-pill";
import { formatNumber } from "@/lib/core/format";
import { leadsHref } from "@/lib/leads/list/schema";
import { ASKS } from "@/lib/leads/status/schema";
import { orderTermsAction } from "@/lib/leads/vocabulary/actions";
import { standingOf } from "@/lib/leads/vocabulary/schema";
import type { GroupTerm, StatusTerm } from "@/lib/leads/vocabulary/schema";

type StatusListProps = { statuses: readonly StatusTerm[]; groups: readonly GroupTerm[] };

/** Every status in use, in order; and what was retired. */
export function StatusList({ statuses, groups }: StatusListProps) {
  const t = useTranslations("vocabulary");
  const label = useLabel();
  const inUse = statuses.filter(({ active }) => active);
  const [editing, setEditing] = useState<StatusTerm | "new">();
  const [retiring, setRetiring] = useState<StatusTerm>();

  return (
    <>
      <OrderedList
        title={t("status.inUse")}
        newLabel={t("status.new")}
        onNew={() => {
          setEditing("new");
        }}
        items={inUse}
        labelOf={label}
        order={(ids, seen) => orderTermsAction({ kind: "status", ids, seen })}
        stays={(status) => (status.part === null ? null : t("partFirst", { label: label(status) }))}
        onEdit={setEditing}
        onRetire={setRetiring}
      >
        {(status) => <StatusWords status={status} groups={groups} />}
      </OrderedList>
      <RetiredList kind="status" terms={statuses} />
      {editing && (
        <StatusDialog
          status={editing === "new" ? undefined : editing}
          groups={groups}
          onClose={() => {
            setEditing(undefined);
          }}
        />
      )}
      {retiring && (
        <RetireDialog
          kind="status"
          term={retiring}
          others={inUse.filter(({ id }) => id !== retiring.id)}
          onClose={() => {
            setRetiring(undefined);
          }}
        />
      )}
    </>
  );
}

function StatusWords({ status, groups }: { status: StatusTerm; groups: readonly GroupTerm[] }) {
  const t = useTranslations("vocabulary");
  const locale = useLocale();
  const label = useLabel();
  const group = groups.find(({ id }) => id === status.groupId);
  return (
    <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1">
      <span className="flex min-w-44 items-center">
        <TonePill tone={isTone(status.tone) ? status.tone : "gray"}>{label(status)}</TonePill>
      </span>
      <span className="text-xs text-muted-foreground">
        {group && `${label(group)} · `}
        {t(`standings.${standingOf(status)}`)}
        {" · "}
        <Link
          href={leadsHref({ status: [status.key] })}
          className="underline underline-offset-2 hover:text-foreground pointer-coarse:inline-block pointer-coarse:py-1.5"
        >
          {t("leads", { count: status.leads, shown: formatNumber(status.leads, { locale }) })}
        </Link>
      </span>
      {status.part && <Badge variant="accent">{t(`parts.${status.part}`)}</Badge>}
      {ASKS.filter((ask) => status.asks[ask] !== undefined).map((ask) => (
        <Badge key={ask}>{t(`asked.${ask}.${status.asks[ask] ?? "optional"}`)}</Badge>
      ))}
    </div>
  );
}
