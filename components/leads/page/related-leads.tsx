"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useDesk } from "@/components/leads/page/lead-desk";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { isTone } from "@/components/ui/tone";
import { TonePill } from "@/components/ui/tone-pill";
import { formatDate } from "@/lib/core/format";
import type { RelatedLead } from "@/lib/leads/page/schema";

/** Other leads of the same person or firm, as far as one may see them. */
export function RelatedLeads({ related }: { related: RelatedLead[] }) {
  const t = useTranslations("lead.related");
  const { groups, to } = useDesk();
  if (related.length === 0) return null;
  const statuses = groups.flatMap((group) => group.statuses);
  return (
    <Card>
      <CardHeader level={2} title={t("title")} />
      <CardBody className="px-2 pb-2">
        <ul>
          {related.map((other) => {
            const status = statuses.find(({ id }) => id === other.statusId);
            return (
              <li key={other.id}>
                <Link
                  href={`/leads/${other.number}`}
                  className="flex min-h-11 min-w-0 items-center gap-2 rounded-md px-2 py-1.5 text-sm hover:bg-hover"
                >
                  <span className="min-w-0 flex-1">
                    <span dir="auto" className="block truncate text-left font-medium">
                      {other.contactName || other.firm || other.label}
                    </span>
                    <span className="block truncate text-xs text-muted-foreground">
                      {[other.label, t(other.shares), formatDate(other.receivedAt, to), other.ownerName]
                        .filter(Boolean)
                        .join(" · ")}
                    </span>
                  </span>
                  {status && <TonePill tone={isTone(status.tone) ? status.tone : "gray"}>{status.label}</TonePill>}
                </Link>
              </li>
            );
          })}
        </ul>
      </CardBody>
    </Card>
  );
}
