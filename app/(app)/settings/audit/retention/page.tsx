import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { RetentionForm } from "@/components/audit/retention-form";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { PageHeader } from "@/components/ui/page-header";
import { retention } from "@/lib/audit/retention/queries";
import { requirePermission } from "@/lib/auth/session";
import { scopeOf } from "@/lib/core/ctx";

export async function generateMetadata() {
  return { title: (await getTranslations("audit"))("retention.title") };
}

export default async function RetentionPage() {
  const ctx = await requirePermission("audit.read");
  if (scopeOf(ctx.actor, "settings.manage") === undefined) notFound();
  const [t, settings, values] = await Promise.all([
    getTranslations("audit"),
    getTranslations("settings"),
    retention(ctx),
  ]);
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-5">
      <PageHeader
        title={t("retention.title")}
        description={t("retention.text")}
        breadcrumb={
          <Breadcrumb
            label={settings("title")}
            crumbs={[
              { label: settings("title"), href: "/settings" },
              { label: t("title"), href: "/settings/audit" },
              { label: t("retention.title") },
            ]}
          />
        }
      />
      <RetentionForm values={values} />
    </div>
  );
}
