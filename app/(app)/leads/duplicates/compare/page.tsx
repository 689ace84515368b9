import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { MergeForm } from "@/components/leads/duplicates/merge-form";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/auth/session";
import { scopeOf } from "@/lib/core/ctx";
import { ctxFor } from "@/lib/core/define-action";
import { Outcome } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { compareLeads } from "@/lib/leads/merging/comparison/queries";
import { readLeadNumber } from "@/lib/leads/page/number";

type Props = { searchParams: Promise<{ a?: string | string[]; b?: string | string[] }> };

export async function generateMetadata() {
  return { title: (await getTranslations("duplicates"))("compareTitle") };
}

export default async function ComparePage({ searchParams }: Props) {
  const [actor, asked, t, leads, locale] = await Promise.all([
    requireActor(),
    searchParams,
    getTranslations("duplicates"),
    getTranslations("leads"),
    getLocale(),
  ]);
  const [a, b] = [asked.a, asked.b].map((said) => readLeadNumber([said].flat()[0] ?? ""));
  if (!scopeOf(actor, "lead.merge") || !a || !b) notFound();
  const compared = await compareLeads(ctxFor(actor, newId()), { numbers: [a, b], locale }).catch((error: unknown) => {
    if (error instanceof Outcome && (error.code === "NOT_FOUND" || error.code === "FORBIDDEN")) notFound();
    throw error;
  });
  return (
    <div className="flex flex-col gap-4">
      <PageHeader
        title={t("compareTitle")}
        description={t("compareText")}
        breadcrumb={
          <Breadcrumb
            label={leads("title")}
            crumbs={[
              { label: leads("title"), href: "/leads" },
              { label: t("title"), href: "/leads/duplicates" },
              { label: `${compared.a.label} · ${compared.b.label}` },
            ]}
          />
        }
      />
      <MergeForm compared={compared} />
    </div>
  );
}
