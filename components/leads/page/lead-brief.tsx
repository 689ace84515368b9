"use client";

import { useTranslations } from "next-intl";
import { useDesk } from "@/components/leads/page/lead-desk";
import { LongText } from "@/components/leads/page/long-text";

/**
 * On a phone, before anything else: what they want, its first lines, and how they are reached. The ways to reach them are
 * at the thumb; here their number and address are only read, so that nothing is pressed by mistake.
 */
export function LeadBrief() {
  const t = useTranslations("lead.facts");
  const { lead } = useDesk();
  const reach = [lead.phoneText || lead.phone, lead.email].filter(Boolean);
  if (lead.message === "" && lead.service === "" && reach.length === 0) return null;
  return (
    <section
      aria-label={t("brief")}
      className="flex flex-col gap-1.5 rounded-lg border bg-surface px-3 py-2.5 text-sm shadow-card md:hidden print:hidden"
    >
      {lead.service !== "" && (
        <p dir="auto" className="text-left font-medium wrap-anywhere">
          {lead.service}
        </p>
      )}
      {lead.message !== "" && (
        <div>
          <LongText text={lead.message} lines={4} />
        </div>
      )}
      {reach.length > 0 && (
        <p className="flex flex-wrap gap-x-3 gap-y-0.5 text-muted-foreground tabular-nums">
          {reach.map((way) => (
            <span key={way} className="wrap-anywhere select-all">
              {way}
            </span>
          ))}
        </p>
      )}
    </section>
  );
}
