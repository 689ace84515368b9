"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { UnmergeDialog } from "@/components/leads/duplicates/unmerge-dialog";
import { useDesk } from "@/components/leads/page/lead-desk";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { formatDate } from "@/lib/core/format";
import type { MergedLead } from "@/lib/leads/merging/schema";

type MergedLeadsProps = { merged: MergedLead[]; canMerge: boolean };

/** The leads that were merged into this one, and the way back. */
export function MergedLeads({ merged, canMerge }: MergedLeadsProps) {
  const t = useTranslations("duplicates");
  const { to } = useDesk();
  const [asking, setAsking] = useState<MergedLead>();
  if (merged.length === 0) return null;
  return (
    <Card>
      <CardHeader level={2} title={t("mergedTitle")} />
      <CardBody className="pb-2">
        <ul className="divide-y">
          {merged.map((one) => (
            <li key={one.mergeId} className="flex min-h-12 items-center gap-3 py-1.5 text-sm">
              <span className="min-w-0 flex-1">
                <span dir="auto" className="block truncate text-left font-medium">
                  {one.title || one.label}
                </span>
                <span className="block truncate text-xs text-muted-foreground">
                  {t("mergedBy", { label: one.label, by: one.by, when: formatDate(one.at, to) })}
                </span>
              </span>
              {canMerge && (
                <Button
                  size="sm"
                  aria-label={t("takeApartThis", { label: one.label })}
                  onClick={() => {
                    setAsking(one);
                  }}
                >
                  {t("takeApart")}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </CardBody>
      {asking && (
        <UnmergeDialog
          key={asking.mergeId}
          merged={asking}
          onClose={() => {
            setAsking(undefined);
          }}
        />
      )}
    </Card>
  );
}
