import { getTranslations } from "next-intl/server";
import { TermList } from "@/components/leads/vocabulary/term-list";
import { SettingsHeader } from "@/components/settings/settings-header";
import { requirePermission } from "@/lib/auth/session";
import { leadTypeTerms } from "@/lib/leads/vocabulary/terms/queries";

export async function generateMetadata() {
  return { title: (await getTranslations("vocabulary"))("leadType.title") };
}

export default async function LeadTypesPage() {
  const ctx = await requirePermission("settings.manage");
  const [t, terms] = await Promise.all([getTranslations("vocabulary"), leadTypeTerms(ctx)]);
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-8">
      <SettingsHeader title={t("leadType.title")} text={t("leadType.text")} />
      <TermList kind="leadType" terms={terms} />
    </div>
  );
}
