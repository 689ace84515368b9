import { getTranslations } from "next-intl/server";
import { MoveList } from "@/components/leads/words/move-list";
import { ServiceList } from "@/components/leads/words/service-list";
import { SettingsHeader } from "@/components/settings/settings-header";
import { requirePermission } from "@/lib/auth/session";
import { openMoves } from "@/lib/leads/renaming/queries";
import { serviceTerms } from "@/lib/leads/service-words/queries";

export async function generateMetadata() {
  return { title: (await getTranslations("words.services"))("title") };
}

export default async function ServicesPage() {
  const ctx = await requirePermission("settings.manage");
  const [t, { services, others }, moves] = await Promise.all([
    getTranslations("words.services"),
    serviceTerms(ctx),
    openMoves(ctx, "service"),
  ]);
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-8">
      <SettingsHeader title={t("title")} text={t("text")} />
      <MoveList moves={moves} />
      <ServiceList services={services} others={others} />
    </div>
  );
}
