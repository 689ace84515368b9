import type { OwnField, RuleChoices } from "@/components/intake/rules/rule";
import type { ExtraField } from "@/lib/intake/rules/extra-fields";
import type { SourceChoices } from "@/lib/intake/sources/queries";

type Around = {
  locale: string;
  extraFields: ExtraField[];
  ownFields: OwnField[];
  sources?: { id: string; name: string }[];
  companyId?: string;
};

/** What the editor of rules offers, in the reader's language. */
export function ruleChoices(
  choices: SourceChoices,
  { locale, extraFields, ownFields, sources = [], companyId }: Around,
): RuleChoices {
  const words = locale === "en" ? "labelEn" : "labelEs";
  return {
    statuses: choices.statuses.map((status) => ({ value: status.key, label: status[words] })),
    leadTypes: choices.leadTypes.map((type) => ({ value: type.key, label: type[words] })),
    retired: choices.retired.map(({ key, successor, ...own }) => ({
      value: key,
      label: successor ? `${own[words]} → ${successor[words]}` : own[words],
    })),
    companies: choices.companies.map(({ id, key, name }) => ({ id, value: key, label: name })),
    companyIds: choices.companies.map(({ id, name }) => ({ value: id, label: name })),
    owners: choices.owners.map(({ id, name, companyIds }) => ({ value: id, label: name, companyIds })),
    ...(companyId !== undefined && { companyId }),
    sources: sources.map(({ id, name }) => ({ value: id, label: name })),
    extraFields,
    ownFields: ownFields.map(({ key, label, kind }) => ({ key, label, kind })),
  };
}
