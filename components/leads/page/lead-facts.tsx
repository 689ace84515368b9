"use client";

import { useTranslations } from "next-intl";
import { useDesk } from "@/components/leads/page/lead-desk";
import { KeptFrom } from "@/components/leads/page/kept-from";
import { LeadExtras } from "@/components/leads/page/lead-extras";
import { Fact } from "@/components/leads/page/lead-fact";
import { LeadRules, LeadScore } from "@/components/leads/page/lead-rules";
import { LeadMail } from "@/components/leads/page/lead-mail";
import { LeadTags } from "@/components/leads/page/lead-tags";
import { LeadField } from "@/components/leads/page/lead-field";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { LongText } from "@/components/leads/page/long-text";
import { PRIORITY_KEYS } from "@/components/leads/page/priority-keys";
import type { ServiceChoice } from "@/lib/leads/service-words/schema";
import type { TagChoice } from "@/lib/leads/tags/schema";
import type { CompanyRef } from "@/lib/leads/page/schema";

type LeadFactsProps = {
  companies: CompanyRef[];
  /** What is offered. */
  tags?: readonly TagChoice[];
  services?: readonly ServiceChoice[];
  makesFields?: boolean;
};

/** Who they are, what they want, and what else the form said. */
export function LeadFacts({ companies, tags = [], services = [], makesFields = false }: LeadFactsProps) {
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
          <LeadField
            field="service"
            label={t("facts.service")}
            value={lead.service}
            maxLength={300}
            suggestions={services.map(({ name }) => name)}
            view={services.find(({ name }) => name === lead.service)?.label}
          />
          <LeadField field="contactName" label={t("facts.contactName")} value={lead.contactName} maxLength={300} />
          <LeadField
            field="firm"
            label={t("facts.firm")}
            value={lead.firm}
            maxLength={300}
            view={lead.firm === "" ? undefined : <LongText text={lead.firm} lines={4} />}
          />
          <LeadField
            field="email"
            kind="email"
            label={t("facts.email")}
            value={lead.email}
            maxLength={320}
            view={lead.emailSuggestion === null ? undefined : <LeadMail />}
          />
          <LeadField
            field="phone"
            kind="tel"
            label={t("facts.phone")}
            value={lead.phone}
            maxLength={60}
            view={
              lead.phone === "" ? undefined : (
                <span title={t("facts.asTyped", { phone: lead.phone })}>{lead.phoneText}</span>
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
          {companies.length > 1 && (
            <LeadField
              field="companyId"
              kind="choice"
              label={t("facts.company")}
              value={lead.company.id}
              options={companies.map(({ id, name }) => ({ value: id, label: name }))}
              view={lead.company.name}
            />
          )}
          <Fact term={t("facts.source")}>{source}</Fact>
          <Fact term={t("facts.classification")}>
            <LeadRules rules={lead.rules} />
          </Fact>
          {lead.rules.some(({ points }) => points !== 0) && (
            <Fact term={t("facts.score")}>
              <LeadScore score={lead.score} rules={lead.rules} />
            </Fact>
          )}
          <LeadTags offered={tags} />
        </dl>
        <LeadExtras makesFields={makesFields} />
        <KeptFrom />
      </CardBody>
    </Card>
  );
}
