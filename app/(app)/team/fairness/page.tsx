import { Scale } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import { FairnessTable } from "@/components/assignment/fairness-table";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { requirePermission } from "@/lib/auth/session";
import { formatDate } from "@/lib/core/format";
import { fairness } from "@/lib/assignment/fairness/queries";
import { fairnessInput } from "@/lib/assignment/fairness/schema";

export async function generateMetadata() {
  return { title: (await getTranslations("assignment.fairness"))("title") };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function FairnessPage({ searchParams }: Props) {
  const ctx = await requirePermission("analytics.read");
  const { week: asked = null } = await searchParams;
  const [t, locale, { week, before, after, people }] = await Promise.all([
    getTranslations("assignment.fairness"),
    getLocale(),
    fairness(ctx, fairnessInput.parse({ week: asked })),
  ]);
  const day = formatDate(`${week}T00:00Z`, { locale, timeZone: "UTC" });
  return (
    <div className="flex flex-col gap-6">
      <PageHeader title={t("title")} description={t("text")} />
      <div className="flex flex-col gap-2">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <h2 className="font-medium">{t("weekOf", { day })}</h2>
          <nav aria-label={t("weeks")} className="flex gap-2 print:hidden">
            <LinkButton size="sm" href={`/team/fairness?week=${before}`}>
              {t("earlier")}
            </LinkButton>
            {after !== null && (
              <LinkButton size="sm" href={`/team/fairness?week=${after}`}>
                {t("later")}
              </LinkButton>
            )}
          </nav>
        </div>
        <Card className="overflow-hidden">
          {people.length > 0 ? (
            <FairnessTable week={week} people={people} />
          ) : (
            <EmptyState icon={<Scale />} title={t("none")} description={t("noneText")} />
          )}
        </Card>
        <p className="text-xs text-muted-foreground">{t("note")}</p>
      </div>
    </div>
  );
}
