"use client";

import { useTranslations } from "next-intl";
import { useDesk } from "@/components/leads/page/lead-desk";
import { TouchPath } from "@/components/leads/page/touch-detail";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import type { TouchpointView } from "@/lib/leads/touchpoints/schema";

/** How they came to us: what arrived first, whose words the lead itself has. What they wrote later stands in the history. */
export function LeadTouchpoints({ touchpoints }: { touchpoints: TouchpointView[] }) {
  const t = useTranslations("lead.touchpoints");
  const { lead } = useDesk();
  if (touchpoints.length === 0) return null;
  return (
    <Card>
      <CardHeader level={2} title={t("title")} />
      <CardBody>
        <ol className="flex flex-col gap-4">
          {touchpoints.map((touch) => (
            <li key={touch.id} className="min-w-0 text-sm">
              <TouchPath touch={touch} />
            </li>
          ))}
        </ol>
        {lead.touchCount > 1 && (
          <LinkButton size="sm" className="mt-3 print:hidden" href={`/leads/${lead.number}?history=arrivals`}>
            {t("wrote", { count: lead.touchCount })}
          </LinkButton>
        )}
      </CardBody>
    </Card>
  );
}
