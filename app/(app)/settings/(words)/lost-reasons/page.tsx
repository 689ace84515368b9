import { getTranslations } from "next-intl/server";
import { TermList } from "@/components/leads/vocabulary/term-list";
import { SettingsHeader } from "@/components/settings/settings-header";
import { requirePermission } from "@/lib/auth/session";
import { lostReasonTerms } from "@/lib/leads/vocabulary/terms/queries";

export async function generateMetadata() {
  return { title: (await getTranslations("vocabulary"))("lostReason.title") };
}

export default async function LostReasonsPage() {
  const ctx = await requirePermission("settings.manage");
  const [t, terms] = await Promise.all([getTranslations("vocabulary"), lostReasonTerms(ctx)]);
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-8">
      <SettingsHeader title={t("lostReason.title")} text={t("lostReason.text")} />
      <TermList kind="lostReason" terms={terms} />
    </div>
  );
}
