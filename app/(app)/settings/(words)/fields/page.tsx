import { getTranslations } from "next-intl/server";
import { ExtraList } from "@/components/leads/custom-fields/extra-list";
import { FieldList } from "@/components/leads/custom-fields/field-list";
import { SettingsHeader } from "@/components/settings/settings-header";
import { requirePermission } from "@/lib/auth/session";
import { fillings, seenExtras } from "@/lib/leads/custom-fields/filling/queries";
import { fieldTerms } from "@/lib/leads/custom-fields/queries";
import { leadTypeTerms } from "@/lib/leads/vocabulary/terms/queries";

export async function generateMetadata() {
  return { title: (await getTranslations("customFields"))("title") };
}

type Props = { searchParams: Promise<{ make?: string | string[] }> };

export default async function FieldsPage({ searchParams }: Props) {
  const ctx = await requirePermission("settings.manage");
  const asked = [(await searchParams).make].flat()[0]?.slice(0, 300);
  const [t, fields, filled, seen, allTypes] = await Promise.all([
    getTranslations("customFields"),
    fieldTerms(ctx),
    fillings(ctx),
    seenExtras(ctx),
    leadTypeTerms(ctx),
  ]);
  const types = allTypes.filter(({ active }) => active).map(({ id, labelEn, labelEs }) => ({ id, labelEn, labelEs }));
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-8">
      <SettingsHeader title={t("title")} text={t("text")} />
      <FieldList fields={fields} types={types} fillings={filled} extras={seen.extras.map(({ name }) => name)} />
      <ExtraList key={asked} asked={asked} extras={seen.extras} leads={seen.leads} fields={fields} types={types} />
    </div>
  );
}
