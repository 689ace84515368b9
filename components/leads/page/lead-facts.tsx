"use client";

import { useTranslations } from "next-intl";
import { useDesk } from "@/components/leads/page/lead-desk";
import { LeadField } from "@/components/leads/page/lead-field";
import { Badge } from "@/components/ui/badge";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { LongText } from "@/components/leads/page/long-text";
import { PRIORITY_KEYS } from "@/components/leads/page/priority-keys";

/** Who they are, what they want, and what else the form said. */
export function LeadFacts() {
  const t = useTranslations("lead");
  const { lead, types } = useDesk();
  const source = [lead.sourceName, lead.channel, lead.subChannel].filter(Boolean).join(" · ");
  return (
    <Card>
      <CardHeader level={2} title={t("facts.title")} />
      <CardBody>
        <dl className="flex flex-col">
          <LeadField
            field="message"
            kind="long"
            label={t("facts.message")}
            value={lead.message}
            maxLength={100_000}
            view={lead.message === "" ? undefined : <LongText text={lead.message} />}
          />
          <LeadField field="service" label={t("facts.service")} value={lead.service} maxLength={300} />
          <LeadField field="contactName" label={t("facts.contactName")} value={lead.contactName} maxLength={300} />
          <LeadField
            field="firm"
            label={t("facts.firm")}
            value={lead.firm}
            maxLength={300}
            view={lead.firm === "" ? undefined : <LongText text={lead.firm} lines={4} />}
          />
          <LeadField field="email" kind="email" label={t("facts.email")} value={lead.email} maxLength={320} />
          <LeadField
            field="phone"
            kind="tel"
            label={t("facts.phone")}
            value={lead.phone}
            maxLength={60}
            view={
              lead.phone === "" ? undefined : (
                <>
                  {lead.phoneText}
                  {lead.phoneText !== lead.phone && (
                    <span className="ml-2 text-xs text-muted-foreground">
                      {t("facts.asTyped", { phone: lead.phone })}
                    </span>
                  )}
                </>
              )
            }
          />
          <LeadField
            field="leadTypeId"
            kind="choice"
            label={t("facts.leadType")}
            value={lead.leadTypeId}
            options={types
              .filter(({ active, id }) => active || id === lead.leadTypeId)
              .map(({ id, label }) => ({ value: id, label }))}
          />
          <LeadField
            field="priority"
            kind="choice"
            label={t("facts.priority")}
            value={lead.priority}
            options={PRIORITY_KEYS.map((key) => ({ value: key, label: t(`priority.${key}`) }))}
          />
          <Fact term={t("facts.source")}>{source}</Fact>
          <Fact term={t("facts.classification")}>
            {lead.rules.length > 0 ? t("facts.byRule", { rules: lead.rules.join(", ") }) : t("facts.noRule")}
          </Fact>
          {lead.tags.length > 0 && (
            <Fact term={t("facts.tags")}>
              <span className="flex flex-wrap gap-1">
                {lead.tags.map((tag) => (
                  <Badge key={tag}>{tag}</Badge>
                ))}
              </span>
            </Fact>
          )}
          {lead.extra.map(({ name, value }) => (
            <Fact key={name} term={name}>
              <LongText text={value} lines={4} />
            </Fact>
          ))}
        </dl>
      </CardBody>
    </Card>
  );
}

function Fact({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <div className="grid gap-x-4 py-0.5 text-sm sm:grid-cols-[9rem_minmax(0,1fr)]">
      <dt dir="auto" className="pt-1 text-muted-foreground wrap-anywhere">
        {term}
      </dt>
      <dd dir="auto" className="min-w-0 py-1 wrap-anywhere">
        {children}
      </dd>
    </div>
  );
}
