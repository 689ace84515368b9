"use client";

import { useTranslations } from "next-intl";
import { LeadLink } from "@/components/leads/lead-link";
import { useDesk } from "@/components/leads/page/lead-desk";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
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
          {related.map((other) => (
            <li key={other.id}>
              <LeadLink
                number={other.number}
                title={other.contactName || other.firm || other.label}
                about={[other.label, t(other.shares), formatDate(other.receivedAt, to), other.ownerName]
                  .filter(Boolean)
                  .join(" · ")}
                status={statuses.find(({ id }) => id === other.statusId)}
              />
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}
