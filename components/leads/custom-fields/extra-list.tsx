"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { MakeFieldDialog } from "@/components/leads/custom-fields/make-field-dialog";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Section } from "@/components/ui/section";
import type { TypeChoice } from "@/components/leads/custom-fields/field-list";
import { formatNumber } from "@/lib/core/format";
import type { FieldTerm } from "@/lib/leads/custom-fields/schema";
import type { SeenExtra } from "@/lib/leads/custom-fields/filling/schema";

type ExtraListProps = {
  extras: readonly SeenExtra[];
  leads: number;
  fields: readonly FieldTerm[];
  types: readonly TypeChoice[];
  /** The one that somebody came here to make a field of. */
  asked: string | undefined;
};

const FOLDED = 15;

/** What forms send beyond the known fields, and what a field can be made of. */
export function ExtraList({ extras, leads, fields, types, asked }: ExtraListProps) {
  const t = useTranslations("customFields.extras");
  const locale = useLocale();
  const [making, setMaking] = useState(asked);
  const [all, setAll] = useState(false);
  if (extras.length === 0 && making === undefined) return null;
  const shown = all ? extras : extras.slice(0, FOLDED);
  return (
    <Section title={t("title")} description={t("text", { count: leads, number: formatNumber(leads, { locale }) })}>
      <Card>
        <ul className="divide-y">
          {shown.map((extra) => (
            <li key={extra.name} className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2.5">
              <div className="min-w-0 flex-1 basis-52">
                <p dir="auto" className="font-medium wrap-anywhere">
                  {extra.name}
                </p>
                <p dir="auto" className="line-clamp-2 text-xs text-muted-foreground wrap-anywhere">
                  {t("leads", { count: extra.leads, shown: formatNumber(extra.leads, { locale }) })} ·{" "}
                  {extra.examples.join(" · ")}
                </p>
              </div>
              <Button
                size="sm"
                aria-label={t("makeNamed", { name: extra.name })}
                onClick={() => {
                  setMaking(extra.name);
                }}
              >
                {t("make")}
              </Button>
            </li>
          ))}
        </ul>
      </Card>
      {shown.length < extras.length && (
        <div>
          <Button
            variant="ghost"
            onClick={() => {
              setAll(true);
            }}
          >
            {t("more", { count: extras.length - shown.length })}
          </Button>
        </div>
      )}
      {making !== undefined && (
        <MakeFieldDialog
          key={making}
          name={making}
          fields={fields.filter(({ active }) => active)}
          types={types}
          onClose={() => {
            setMaking(undefined);
          }}
        />
      )}
    </Section>
  );
}
