import { CopyCheck } from "lucide-react";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { BandFilter } from "@/components/leads/duplicates/band-filter";
import { PairList } from "@/components/leads/duplicates/pair-list";
import { Alert } from "@/components/ui/alert";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/auth/session";
import { scopeOf } from "@/lib/core/ctx";
import { ctxFor } from "@/lib/core/define-action";
import { newId } from "@/lib/core/id";
import { MOST_COUNTED, pairPage } from "@/lib/leads/duplicates/pairs/queries";
import { BANDS } from "@/lib/leads/duplicates/pairs/schema";
import { waitingScans } from "@/lib/leads/duplicates/scanning/queries";
import { vocabulary } from "@/lib/leads/vocabulary/queries";

type Props = { searchParams: Promise<{ strength?: string | string[]; after?: string | string[] }> };

export async function generateMetadata() {
  return { title: (await getTranslations("duplicates"))("title") };
}

export default async function DuplicatesPage({ searchParams }: Props) {
  const [actor, asked, t, leads, locale] = await Promise.all([
    requireActor(),
    searchParams,
    getTranslations("duplicates"),
    getTranslations("leads"),
    getLocale(),
  ]);
  if (!scopeOf(actor, "lead.merge")) notFound();
  const ctx = ctxFor(actor, newId());
  const band = BANDS.find((one) => one === asked.strength);
  const after = [asked.after].flat()[0];
  const [{ pairs, next, counts }, waiting, { groups }] = await Promise.all([
    pairPage(ctx, { band, after }),
    waitingScans(ctx),
    vocabulary(locale),
  ]);
  const query = (more: Record<string, string>) =>
    `/leads/duplicates?${new URLSearchParams({ ...(band && { strength: band }), ...more }).toString()}`;
  return (
    <div className="flex flex-col gap-4">
      <PageHeader
        title={t("title")}
        description={t("description")}
        breadcrumb={
          <Breadcrumb
            label={leads("title")}
            crumbs={[{ label: leads("title"), href: "/leads" }, { label: t("title") }]}
          />
        }
      />
      {waiting > 0 && <Alert>{t("waiting", { count: waiting })}</Alert>}
      <BandFilter band={band} counts={counts} most={MOST_COUNTED} />
      {pairs.length === 0 ? (
        <EmptyState
          className="rounded-lg border bg-surface"
          icon={<CopyCheck />}
          title={t("none")}
          description={t("noneText")}
        />
      ) : (
        <PairList key={`${band} ${after}`} pairs={pairs} statuses={groups.flatMap(({ statuses }) => statuses)} />
      )}
      {(next !== null || after !== undefined) && (
        <div className="flex justify-end gap-2">
          {after !== undefined && <LinkButton href={query({})}>{t("first")}</LinkButton>}
          {next !== null && <LinkButton href={query({ after: next })}>{t("next")}</LinkButton>}
        </div>
      )}
    </div>
  );
}
