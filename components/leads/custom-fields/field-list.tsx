"use client";

import { ArchiveRestore, ListPlus } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Link } from "@/components/ui/link";
import { useState } from "react";
import { useRun } from "@/components/form/use-run";
import { FieldDialog } from "@/components/leads/custom-fields/field-dialog";
import { FillingProgressLine } from "@/components/leads/custom-fields/filling-progress";
import { useLabel } from "@/components/leads/vocabulary/labels";
import { OrderedList } from "@/components/settings/ordered-list";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { IconButton } from "@/components/ui/icon-button";
import { Section } from "@/components/ui/section";
import { formatNumber } from "@/lib/core/format";
import { orderFieldsAction, updateFieldAction } from "@/lib/leads/custom-fields/actions";
import { fieldName } from "@/lib/leads/custom-fields/field/schema";
import { leadsHref } from "@/lib/leads/list/schema";
import type { FillingProgress } from "@/lib/leads/custom-fields/filling/schema";
import type { FieldTerm } from "@/lib/leads/custom-fields/schema";

export type TypeChoice = { id: string; labelEn: string; labelEs: string };
type FieldListProps = {
  fields: readonly FieldTerm[];
  types: readonly TypeChoice[];
  fillings: readonly FillingProgress[];
  /** The extra values that no field takes yet. */
  extras: readonly string[];
};

/** The fields that the organisation gave its leads: in order, what they are, and how many leads say something in them. */
export function FieldList({ fields, types, fillings, extras }: FieldListProps) {
  const t = useTranslations("customFields");
  const label = useLabel();
  const { run } = useRun();
  const [editing, setEditing] = useState<FieldTerm | "new">();
  const setActive = (field: FieldTerm, active: boolean) =>
    run(() => updateFieldAction({ fieldId: field.id, set: { active }, seen: { active: field.active } }));
  return (
    <>
      <OrderedList
        title={t("inUse")}
        newLabel={t("new")}
        onNew={() => {
          setEditing("new");
        }}
        items={fields.filter(({ active }) => active)}
        labelOf={label}
        order={(ids, seen) => orderFieldsAction({ ids, seen })}
        onEdit={setEditing}
        onRetire={(field) => void setActive(field, false)}
        empty={<EmptyState icon={<ListPlus />} title={t("none")} description={t("noneText")} />}
      >
        {(field) => (
          <FieldWords field={field} types={types} filling={fillings.find(({ fieldId }) => fieldId === field.id)} />
        )}
      </OrderedList>
      <RetiredFields
        fields={fields.filter(({ active }) => !active)}
        onRevive={(field) => void setActive(field, true)}
      />
      {editing && (
        <FieldDialog
          field={editing === "new" ? undefined : editing}
          types={types}
          extras={extras}
          onClose={() => {
            setEditing(undefined);
          }}
        />
      )}
    </>
  );
}

type FieldWordsProps = { field: FieldTerm; types: readonly TypeChoice[]; filling: FillingProgress | undefined };

function FieldWords({ field, types, filling }: FieldWordsProps) {
  const t = useTranslations("customFields");
  const locale = useLocale();
  const label = useLabel();
  const of = types.filter(({ id }) => field.typeIds.includes(id)).map(label);
  const href = leadsHref({ filter: JSON.stringify({ field: fieldName(field.key), op: "isNotEmpty" }) });
  return (
    <>
      <p className="wrap-anywhere">{label(field)}</p>
      <p className="text-xs text-muted-foreground wrap-anywhere">
        {t(`kinds.${field.kind}`)}
        {of.length > 0 && ` · ${of.join(", ")}`}
        {" · "}
        <Link
          href={href}
          className="underline underline-offset-2 hover:text-foreground pointer-coarse:inline-block pointer-coarse:py-1.5"
        >
          {t("leads", { count: field.leads, shown: formatNumber(field.leads, { locale }) })}
        </Link>
        {field.takes.length > 0 && ` · ${t("filledFrom", { names: field.takes.join(", ") })}`}
      </p>
      {filling && <FillingProgressLine filling={filling} />}
    </>
  );
}

/** What leads say in it is kept, and there again when it is brought back. */
function RetiredFields({ fields, onRevive }: { fields: readonly FieldTerm[]; onRevive: (field: FieldTerm) => void }) {
  const t = useTranslations("customFields");
  const locale = useLocale();
  const vocabulary = useTranslations("vocabulary");
  const label = useLabel();
  if (fields.length === 0) return null;
  return (
    <Section title={vocabulary("retiredTitle")} description={t("retiredText")}>
      <Card>
        <ul className="divide-y">
          {fields.map((field) => (
            <li key={field.id} className="flex items-center gap-2 py-1.5 pr-3 pl-4">
              <div className="min-w-0 flex-1">
                <p className="wrap-anywhere">{label(field)}</p>
                <p className="text-xs text-muted-foreground">
                  {t(`kinds.${field.kind}`)} ·{" "}
                  {t("leads", { count: field.leads, shown: formatNumber(field.leads, { locale }) })}
                </p>
              </div>
              <IconButton
                label={vocabulary("reviveNamed", { label: label(field) })}
                size="sm"
                onClick={() => {
                  onRevive(field);
                }}
              >
                <ArchiveRestore aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      </Card>
    </Section>
  );
}
