import { getTranslations } from "next-intl/server";
import { Moves } from "@/components/leads/vocabulary/moves";
import { PartFields } from "@/components/leads/vocabulary/part-fields";
import { StatusList } from "@/components/leads/vocabulary/status-list";
import { SettingsHeader } from "@/components/settings/settings-header";
import { requirePermission } from "@/lib/auth/session";
import { statusTerms } from "@/lib/leads/vocabulary/terms/queries";

export async function generateMetadata() {
  return { title: (await getTranslations("vocabulary"))("status.title") };
}

export default async function StatusesPage() {
  const ctx = await requirePermission("settings.manage");
  const [t, { statuses, groups }] = await Promise.all([getTranslations("vocabulary"), statusTerms(ctx)]);
  return (
    <div className="mx-auto flex max-w-4xl flex-col gap-8">
      <SettingsHeader title={t("status.title")} text={t("status.text")} />
      <StatusList statuses={statuses} groups={groups} />
      <PartFields statuses={statuses} />
      <Moves statuses={statuses} />
    </div>
  );
}
