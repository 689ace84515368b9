import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { CheckTable } from "@/components/intake/spam/check-table";
import { SpamEntries } from "@/components/intake/spam/spam-entries";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { SearchInput } from "@/components/ui/search-input";
import { requireActor } from "@/lib/auth/session";
import { scopeOf } from "@/lib/core/ctx";
import { ctxFor } from "@/lib/core/define-action";
import { newId } from "@/lib/core/id";
import { inboxHref } from "@/lib/intake/inbox/search-params";
import { canManageIntake } from "@/lib/intake/policy";
import { spamEntries, spamOverview } from "@/lib/intake/spam/overview/queries";
import { LISTS } from "@/lib/intake/spam/schema";
import type { SearchParams } from "@/lib/intake/deliveries/search-params";

export async function generateMetadata() {
  return { title: (await getTranslations("spam"))("title") };
}

export default async function SpamPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, params, t, intake, common] = await Promise.all([
    requireActor(),
    searchParams,
    getTranslations("spam"),
    getTranslations("intake"),
    getTranslations("inbox"),
  ]);
  const scope = scopeOf(actor, "intake.read");
  if (!scope) notFound();
  const ctx = ctxFor(actor, newId());
  const q = typeof params["q"] === "string" ? params["q"].slice(0, 200) : "";
  const [overview, ...entries] = await Promise.all([
    spamOverview(ctx),
    ...LISTS.map((list) => spamEntries(ctx, { list, q })),
  ]);
  return (
    <div className="flex flex-col gap-8">
      <PageHeader
        title={t("title")}
        description={t("description")}
        breadcrumb={
          <Breadcrumb
            label={intake("title")}
            crumbs={[{ label: intake("title"), href: "/intake" }, { label: t("title") }]}
          />
        }
        actions={<LinkButton href={inboxHref({ state: "spam" })}>{t("allSpam")}</LinkButton>}
      />
      <CheckTable overview={overview} />
      {scope === "any" && (
        <>
          <form action="/intake/spam" role="search" className="-mb-4 flex max-w-md gap-2">
            <SearchInput
              label={t("search")}
              placeholder={t("search")}
              name="q"
              defaultValue={q}
              className="min-w-0 flex-1"
            />
            <Button type="submit">{common("apply")}</Button>
          </form>
          {LISTS.map((list, place) => (
            <SpamEntries
              key={list}
              list={list}
              rows={entries[place]?.rows ?? []}
              total={entries[place]?.total ?? 0}
              searched={q !== ""}
              canManage={canManageIntake(actor)}
            />
          ))}
        </>
      )}
    </div>
  );
}
