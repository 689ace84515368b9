import { getLocale, getTranslations } from "next-intl/server";
import { TargetsDesk } from "@/components/leads/targets/targets-desk";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { PageHeader } from "@/components/ui/page-header";
import { requirePermission } from "@/lib/auth/session";
import { targets } from "@/lib/leads/clocks/targets/queries";
import { listChoices } from "@/lib/leads/list/choices/queries";

export async function generateMetadata() {
  return { title: (await getTranslations("targets"))("title") };
}

export default async function TargetsPage() {
  const ctx = await requirePermission("settings.manage");
  const [t, settings, all, { choices }] = await Promise.all([
    getTranslations("targets"),
    getTranslations("settings"),
    targets(ctx),
    listChoices(ctx, await getLocale()),
  ]);
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-8">
      <PageHeader
        title={t("title")}
        description={t("text")}
        breadcrumb={
          <Breadcrumb
            label={settings("title")}
            crumbs={[{ label: settings("title"), href: "/settings" }, { label: t("title") }]}
          />
        }
      />
      <TargetsDesk targets={all} choices={choices} />
    </div>
  );
}
