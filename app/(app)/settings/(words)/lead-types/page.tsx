import { getTranslations } from "next-intl/server";
import { TermList } from "@/components/leads/vocabulary/term-list";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { PageHeader } from "@/components/ui/page-header";
import { requirePermission } from "@/lib/auth/session";
import { leadTypeTerms } from "@/lib/leads/vocabulary/terms/queries";

export async function generateMetadata() {
  return { title: (await getTranslations("vocabulary"))("leadType.title") };
}

export default async function LeadTypesPage() {
  const ctx = await requirePermission("settings.manage");
  const [t, settings, terms] = await Promise.all([
    getTranslations("vocabulary"),
    getTranslations("settings"),
    leadTypeTerms(ctx),
  ]);
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-8">
      <PageHeader
        title={t("leadType.title")}
        description={t("leadType.text")}
        breadcrumb={
          <Breadcrumb
            label={settings("title")}
            crumbs={[{ label: settings("title"), href: "/settings" }, { label: t("leadType.title") }]}
          />
        }
      />
      <TermList kind="leadType" terms={terms} />
    </div>
  );
}
