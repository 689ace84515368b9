import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { ImportList } from "@/components/intake/imports/import-list";
import { UploadCard } from "@/components/intake/imports/upload-card";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { requireActor } from "@/lib/auth/session";
import { scopeOf } from "@/lib/core/ctx";
import { ctxFor } from "@/lib/core/define-action";
import { newId } from "@/lib/core/id";
import { listImports } from "@/lib/intake/importing/queries";

export async function generateMetadata() {
  return { title: (await getTranslations("imports"))("title") };
}

export default async function ImportsPage() {
  const [actor, t, intake] = await Promise.all([requireActor(), getTranslations("imports"), getTranslations("intake")]);
  if (!scopeOf(actor, "lead.import")) notFound();
  const imports = await listImports(ctxFor(actor, newId()));
  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        title={t("title")}
        description={t("description")}
        breadcrumb={
          <Breadcrumb
            label={intake("title")}
            crumbs={[{ label: intake("title"), href: "/intake" }, { label: t("title") }]}
          />
        }
      />
      <UploadCard />
      {imports.length > 0 && (
        <Section title={t("earlier")}>
          <ImportList imports={imports} />
        </Section>
      )}
    </div>
  );
}
