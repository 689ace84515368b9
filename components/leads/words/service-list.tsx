"use client";

import { ArchiveRestore, Plus, Truck } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Link } from "@/components/ui/link";
import { useState } from "react";
import { useRun } from "@/components/form/use-run";
import { useLabel } from "@/components/leads/vocabulary/labels";
import { RetireServiceDialog, ServiceDialog } from "@/components/leads/words/service-dialogs";
import { OrderedList } from "@/components/settings/ordered-list";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { IconButton } from "@/components/ui/icon-button";
import { Section } from "@/components/ui/section";
import { formatNumber } from "@/lib/core/format";
import { leadsHref } from "@/lib/leads/list/schema";
import { orderServicesAction, reviveServiceAction } from "@/lib/leads/service-words/actions";
import type { OtherService, ServiceTerm } from "@/lib/leads/service-words/schema";

type ServiceListProps = { services: readonly ServiceTerm[]; others: readonly OtherService[] };
export type EditedService = { service?: ServiceTerm | undefined; word?: string };

/** What leads ask for: in order, in both languages, with everything that forms call it. */
export function ServiceList({ services, others }: ServiceListProps) {
  const t = useTranslations("words.services");
  const label = useLabel();
  const inUse = services.filter(({ active }) => active);
  const [editing, setEditing] = useState<EditedService>();
  const [retiring, setRetiring] = useState<ServiceTerm>();
  return (
    <>
      <OrderedList
        title={t("inUse")}
        newLabel={t("new")}
        onNew={() => {
          setEditing({});
        }}
        items={inUse}
        labelOf={label}
        order={(ids, seen) => orderServicesAction({ ids, seen })}
        keepsOne
        onEdit={(service) => {
          setEditing({ service });
        }}
        onRetire={setRetiring}
        empty={<EmptyState icon={<Truck />} title={t("none")} description={t("noneText")} />}
      >
        {(service) => (
          <>
            <p className="wrap-anywhere">{label(service)}</p>
            <p className="line-clamp-2 text-xs text-muted-foreground wrap-anywhere">
              <ServiceCount text={service.labelEs} also={service.labelEn} leads={service.leads} />
              {service.aliases.length > 0 && ` · ${t("also", { names: service.aliases.join(", ") })}`}
            </p>
          </>
        )}
      </OrderedList>
      <OtherWords
        others={others}
        onMake={(word) => {
          setEditing({ word });
        }}
      />
      <RetiredServices services={services.filter(({ active }) => !active)} />
      {editing && (
        <ServiceDialog
          {...editing}
          services={inUse}
          onClose={() => {
            setEditing(undefined);
          }}
        />
      )}
      {retiring && (
        <RetireServiceDialog
          service={retiring}
          others={inUse.filter(({ id }) => id !== retiring.id)}
          onClose={() => {
            setRetiring(undefined);
          }}
        />
      )}
    </>
  );
}

function ServiceCount({ text, also, leads }: { text: string; also?: string; leads: number }) {
  const t = useTranslations("words");
  const locale = useLocale();
  const value = [...new Set([text, ...(also === undefined ? [] : [also])])];
  return (
    <Link
      href={leadsHref({ filter: JSON.stringify({ all: [{ field: "service", op: "in", value }] }) })}
      className="underline underline-offset-2 hover:text-foreground pointer-coarse:inline-block pointer-coarse:py-1.5"
    >
      {t("leads", { count: leads, shown: formatNumber(leads, { locale }) })}
    </Link>
  );
}

/** Asked for in words that are no service's: each may be one, or another name of one. */
function OtherWords({ others, onMake }: { others: readonly OtherService[]; onMake: (word: string) => void }) {
  const t = useTranslations("words.services");
  if (others.length === 0) return null;
  return (
    <Section title={t("otherTitle")} description={t("otherText")}>
      <Card>
        <ul className="divide-y">
          {others.map(({ text, leads }) => (
            <li key={text} className="flex items-center gap-2 py-1.5 pr-3 pl-4">
              <div className="min-w-0 flex-1">
                <p dir="auto" className="wrap-anywhere">
                  {text}
                </p>
                <p className="text-xs text-muted-foreground">
                  <ServiceCount text={text} leads={leads} />
                </p>
              </div>
              <IconButton
                size="sm"
                label={t("makeNamed", { word: text })}
                onClick={() => {
                  onMake(text);
                }}
              >
                <Plus aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      </Card>
    </Section>
  );
}

function RetiredServices({ services }: { services: readonly ServiceTerm[] }) {
  const t = useTranslations("words.services");
  const vocabulary = useTranslations("vocabulary");
  const label = useLabel();
  const { run, pending } = useRun();
  if (services.length === 0) return null;
  return (
    <Section title={vocabulary("retiredTitle")} description={t("retiredText")}>
      <Card>
        <ul className="divide-y">
          {services.map((service) => (
            <li key={service.id} className="flex items-center gap-2 py-1.5 pr-3 pl-4">
              <p className="min-w-0 flex-1 wrap-anywhere">{label(service)}</p>
              <Button
                size="sm"
                pending={pending}
                aria-label={vocabulary("reviveNamed", { label: label(service) })}
                onClick={() => void run(() => reviveServiceAction({ serviceId: service.id }))}
              >
                <ArchiveRestore aria-hidden />
                {vocabulary("revive")}
              </Button>
            </li>
          ))}
        </ul>
      </Card>
    </Section>
  );
}
