"use client";

import { Archive, Pencil, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { useState } from "react";
import { useLabel } from "@/components/leads/vocabulary/labels";
import { RetireDialog } from "@/components/leads/vocabulary/retire-dialog";
import { RetiredList } from "@/components/leads/vocabulary/retired-list";
import { StatusDialog } from "@/components/leads/vocabulary/status-dialog";
import { useOrder } from "@/components/leads/vocabulary/use-order";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { IconButton } from "@/components/ui/icon-button";
import { Section } from "@/components/ui/section";
import { SortableList } from "@/components/ui/sortable-list";
import { isTone } from "@/components/ui/tone";
import { TonePill } from "@/components/ui/tone-pill";
import { leadsHref } from "@/lib/leads/list/schema";
import { ASKS } from "@/lib/leads/status/schema";
import { standingOf } from "@/lib/leads/vocabulary/schema";
import type { GroupTerm, StatusTerm } from "@/lib/leads/vocabulary/schema";

type StatusListProps = { statuses: readonly StatusTerm[]; groups: readonly GroupTerm[] };

/** Every status in use, in order; and what was retired. */
export function StatusList({ statuses, groups }: StatusListProps) {
  const t = useTranslations("vocabulary");
  const label = useLabel();
  const inUse = statuses.filter(({ active }) => active);
  const { terms: ordered, setOrder } = useOrder("status", inUse);
  const [editing, setEditing] = useState<StatusTerm | "new">();
  const [retiring, setRetiring] = useState<StatusTerm>();

  return (
    <>
      <Section
        title={t("status.inUse")}
        description={t("orderHint")}
        actions={
          <Button
            size="sm"
            onClick={() => {
              setEditing("new");
            }}
          >
            <Plus aria-hidden />
            {t("status.new")}
          </Button>
        }
      >
        <Card>
          <SortableList
            items={ordered}
            idOf={({ id }) => id}
            handleLabel={(status) => t("drag", { label: label(status) })}
            onOrder={setOrder}
          >
            {(status) => (
              <div className="flex items-center gap-2 py-1.5">
                <StatusWords status={status} groups={groups} />
                <IconButton
                  label={t("editNamed", { label: label(status) })}
                  size="sm"
                  onClick={() => {
                    setEditing(status);
                  }}
                >
                  <Pencil aria-hidden />
                </IconButton>
                <IconButton
                  label={
                    status.part === null
                      ? t("retireNamed", { label: label(status) })
                      : t("partFirst", { label: label(status) })
                  }
                  size="sm"
                  disabled={status.part !== null}
                  onClick={() => {
                    setRetiring(status);
                  }}
                >
                  <Archive aria-hidden />
                </IconButton>
              </div>
            )}
          </SortableList>
        </Card>
      </Section>
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
          {t("leads", { count: status.leads })}
        </Link>
      </span>
      {status.part && <Badge variant="accent">{t(`parts.${status.part}`)}</Badge>}
      {ASKS.filter((ask) => status.asks[ask] !== undefined).map((ask) => (
        <Badge key={ask}>{t(`asked.${ask}.${status.asks[ask] ?? "optional"}`)}</Badge>
      ))}
    </div>
  );
}
