"use client";

import { Link } from "@/components/ui/link";
import { useTranslations } from "next-intl";
import { compareHref } from "@/components/leads/duplicates/compare-href";
import { PairBand, PairReasons } from "@/components/leads/duplicates/pair-reasons";
import { useDesk } from "@/components/leads/page/lead-desk";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import type { LeadDuplicate } from "@/lib/leads/duplicates/pairs/schema";

/** Leads that may be this one, each one press from being compared. */
export function LeadDuplicates({ duplicates }: { duplicates: LeadDuplicate[] }) {
  const t = useTranslations("duplicates");
  const { lead } = useDesk();
  if (duplicates.length === 0) return null;
  return (
    <Card>
      <CardHeader level={2} title={t("panel")} />
      <CardBody className="px-2 pb-2">
        <ul>
          {duplicates.map(({ pairId, band, reasons, other }) => (
            <li key={pairId}>
              <Link
                href={compareHref(lead.number, other.number)}
                className="flex min-h-12 min-w-0 flex-col gap-1 rounded-md px-2 py-1.5 text-sm hover:bg-hover"
              >
                <span className="flex min-w-0 items-center justify-between gap-2">
                  <span className="min-w-0 truncate font-medium">
                    {other.contactName || other.firm || other.email || other.phone || other.label}
                  </span>
                  <PairBand band={band} />
                </span>
                <span className="text-xs text-muted-foreground">
                  {other.label} · {t("compare")}
                </span>
                <PairReasons reasons={reasons} />
              </Link>
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}
