import { getTranslations } from "next-intl/server";
import { Moves } from "@/components/leads/vocabulary/moves";
import { PartFields } from "@/components/leads/vocabulary/part-fields";
import { StatusList } from "@/components/leads/vocabulary/status-list";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { PageHeader } from "@/components/ui/page-header";
import { requirePermission } from "@/lib/auth/session";
import { statusTerms } from "@/lib/leads/vocabulary/terms/queries";

export async function generateMetadata() {
  return { title: (await getTranslations("vocabulary"))("status.title") };
}

export default async function StatusesPage() {
  const ctx = await requirePermission("settings.manage");
  const [t, settings, { statuses, groups }] = await Promise.all([
    getTranslations("vocabulary"),
    getTranslations("settings"),
    statusTerms(ctx),
  ]);
  return (
    <div className="mx-auto flex max-w-4xl flex-col gap-8">
      <PageHeader
        title={t("status.title")}
        description={t("status.text")}
        breadcrumb={
          <Breadcrumb
            label={settings("title")}
            crumbs={[{ label: settings("title"), href: "/settings" }, { label: t("status.title") }]}
          />
        }
      />
      <StatusList statuses={statuses} groups={groups} />
      <PartFields statuses={statuses} />
      <Moves statuses={statuses} />
    </div>
  );
}
