import { ShieldCheck } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { IntakeLive } from "@/components/intake/intake-live";
import { KeepButtons } from "@/components/intake/proof/proof-actions";
import { ProofTable } from "@/components/intake/proof/proof-matrix";
import { TroubleAlert } from "@/components/intake/proof/trouble-alert";
import { Alert } from "@/components/ui/alert";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/auth/session";
import { scopeOf } from "@/lib/core/ctx";
import { ctxFor } from "@/lib/core/define-action";
import { formatPlace } from "@/lib/core/format";
import { newId } from "@/lib/core/id";
import { addDays, lastDays } from "@/lib/intake/proof/days";
import { proofMatrix, proofTrouble } from "@/lib/intake/proof/queries";
import { USUAL_DAYS } from "@/lib/intake/proof/schema";
import { readProof } from "@/lib/intake/proof/search-params";
import { organisation } from "@/lib/settings/queries";
import type { SearchParams } from "@/lib/intake/deliveries/search-params";

export async function generateMetadata() {
  return { title: (await getTranslations("proof"))("title") };
}

export default async function ProofPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, asked, t, intake, { timeZone }, locale] = await Promise.all([
    requireActor(),
    readProof(searchParams),
    getTranslations("proof"),
    getTranslations("intake"),
    organisation(),
    getLocale(),
  ]);
  if (!scopeOf(actor, "intake.read")) notFound();
  const ctx = ctxFor(actor, newId());
  const usual = lastDays(ctx.now(), timeZone, USUAL_DAYS);
  const { to = usual.to } = asked;
  const span = { from: addDays(to, 1 - USUAL_DAYS), to };
  const [matrix, trouble] = await Promise.all([proofMatrix(ctx, span), proofTrouble(ctx, span)]);
  const unproved = matrix.sources.filter(({ method }) => method === null);
  const head = [t("source"), t("day"), t("said", { sites: 1 }), t("missing"), t("lost"), t("arrived")];
  const rows = matrix.sources.flatMap(({ name, days }) =>
    days.map(({ day, expected, missing, lost, arrived }) => [name, day, expected ?? "", missing ?? "", lost, arrived]),
  );
  return (
    <div className="flex flex-col gap-6">
      <IntakeLive userId={actor.id} />
      <PageHeader
        title={t("open")}
        description={t("description")}
        breadcrumb={
          <Breadcrumb
            label={intake("title")}
            crumbs={[{ label: intake("title"), href: "/intake" }, { label: t("title") }]}
          />
        }
        actions={<KeepButtons name={`proof-${span.from}-${span.to}`} rows={[head, ...rows]} />}
      />
      <TroubleAlert trouble={trouble} />
      {unproved.length > 0 && (
        <Alert title={t("unproved", { count: unproved.length, sources: unproved.map(({ name }) => name).join(", ") })}>
          {t("cannotText")}
        </Alert>
      )}
      <div className="flex flex-col gap-2">
        <Card className="overflow-hidden">
          {matrix.sources.length > 0 ? (
            <ProofTable matrix={matrix} />
          ) : (
            <EmptyState icon={<ShieldCheck />} title={t("none")} description={t("noneText")} />
          )}
        </Card>
        <div className="flex flex-wrap items-center justify-between gap-2">
          <p className="text-xs text-muted-foreground">
            {t("zone", { zone: formatPlace(ctx.now(), { locale, timeZone }) })}
          </p>
          <span className="flex gap-2 print:hidden">
            {to < usual.to && (
              <LinkButton size="sm" href={`/intake/proof?to=${addDays(to, USUAL_DAYS)}`}>
                {t("later")}
              </LinkButton>
            )}
            <LinkButton size="sm" href={`/intake/proof?to=${addDays(to, -USUAL_DAYS)}`}>
              {t("earlier")}
            </LinkButton>
          </span>
        </div>
      </div>
    </div>
  );
}
