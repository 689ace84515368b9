import { getLocale, getTranslations } from "next-intl/server";
import { TargetsDesk } from "@/components/leads/targets/targets-desk";
import { SettingsHeader } from "@/components/settings/settings-header";
import { requirePermission } from "@/lib/auth/session";
import { targets } from "@/lib/leads/clocks/targets/queries";
import { listChoices } from "@/lib/leads/list/choices/queries";

export async function generateMetadata() {
  return { title: (await getTranslations("targets"))("title") };
}

export default async function TargetsPage() {
  const ctx = await requirePermission("settings.manage");
  const [t, all, { choices }] = await Promise.all([
    getTranslations("targets"),
    targets(ctx),
    listChoices(ctx, await getLocale()),
  ]);
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-8">
      <SettingsHeader title={t("title")} text={t("text")} />
      <TargetsDesk targets={all} choices={choices} />
    </div>
  );
}
