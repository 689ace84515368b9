import { getLocale, getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { DeliveryFeed } from "@/components/intake/delivery-feed";
import { EndFilter } from "@/components/intake/inbox/end-filter";
import { InboxFilters } from "@/components/intake/inbox/inbox-filters";
import { InboxList } from "@/components/intake/inbox/inbox-list";
import { NoArrivals } from "@/components/intake/inbox/no-arrivals";
import { ReplayCard } from "@/components/intake/inbox/replay-card";
import { IntakeLive } from "@/components/intake/intake-live";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Card } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { requireActor } from "@/lib/auth/session";
import { scopeOf } from "@/lib/core/ctx";
import { ctxFor } from "@/lib/core/define-action";
import { newId } from "@/lib/core/id";
import { countInbox, inboxSources, listInbox } from "@/lib/intake/inbox/queries";
import { inboxHref, readInbox } from "@/lib/intake/inbox/search-params";
import { canManageIntake } from "@/lib/intake/policy";
import { listReplays } from "@/lib/intake/replaying/queries";
import type { ReplayProgress } from "@/lib/intake/replaying/schema";
import { organisation } from "@/lib/settings/queries";
import { formatNumber, formatPlace } from "@/lib/core/format";
import type { SearchParams } from "@/lib/intake/deliveries/search-params";

/** A reason said in a sentence is named by its beginning in a list. */
const LONGEST_REASON = 60;

export async function generateMetadata() {
  return { title: (await getTranslations("inbox"))("title") };
}

export default async function InboxPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, { filter, before }, t, intake, locale] = await Promise.all([
    requireActor(),
    readInbox(searchParams),
    getTranslations("inbox"),
    getTranslations("intake"),
    getLocale(),
  ]);
  if (!scopeOf(actor, "intake.read")) notFound();
  const ctx = ctxFor(actor, newId());
  const [page, counts, sources, replays, { timeZone }] = await Promise.all([
    listInbox(ctx, filter, before),
    countInbox(ctx, filter),
    inboxSources(ctx),
    listReplays(ctx),
    organisation(),
  ]);
  const canManage = canManageIntake(actor);
  const shown = formatNumber(counts.total, { locale });
  const isFiltered = Object.keys(filter).length > 0;
  return (
    <div className="flex flex-col gap-6">
      <IntakeLive userId={actor.id} />
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
      <Replays replays={replays} canManage={canManage} now={ctx.now()} title={t("replays")} />
      <div className="flex flex-col gap-3">
        <InboxFilters
          filter={filter}
          sources={sources.map(({ id, name }) => ({ value: id, label: name }))}
          reasons={counts.reasons.map((value) => ({ value, label: shortReason(value) }))}
          plugins={counts.plugins}
          zone={timeZone === actor.timeZone ? undefined : formatPlace(ctx.now(), { locale, timeZone })}
        />
        <EndFilter filter={filter} counts={counts} />
        <div className="flex min-h-8 flex-wrap items-center justify-between gap-2 text-sm text-muted-foreground">
          <p>{counts.more ? t("atLeast", { shown }) : t("count", { count: counts.total, shown })}</p>
          {isFiltered && (
            <LinkButton size="sm" variant="ghost" href="/intake/deliveries">
              {t("clear")}
            </LinkButton>
          )}
        </div>
        {page.rows.length === 0 && <NoArrivals filtered={isFiltered || before !== undefined} />}
        {page.rows.length > 0 &&
          (canManage ? (
            <InboxList rows={page.rows} filter={filter} total={counts.more ? null : counts.total} />
          ) : (
            <Card className="overflow-hidden">
              <DeliveryFeed rows={page.rows} />
            </Card>
          ))}
        {(page.next !== null || before !== undefined) && (
          <div className="flex justify-end gap-2">
            {before !== undefined && <LinkButton href={inboxHref(filter)}>{intake("newest")}</LinkButton>}
            {page.next !== null && (
              <LinkButton href={inboxHref(filter, { before: page.next })}>{intake("older")}</LinkButton>
            )}
          </div>
        )}
      </div>
    </div>
  );

  function shortReason(reason: string): string {
    const key = `reasons.${reason}` as "reasons.draft";
    const words = intake.has(key) ? intake(key) : reason;
    return words.length > LONGEST_REASON ? `${words.slice(0, LONGEST_REASON)}…` : words;
  }
}

/** So long after its end a reading of many stands open on the page; afterwards it is looked up. */
const NEWS_MS = 10 * 60_000;

type ReplaysProps = { replays: ReplayProgress[]; canManage: boolean; now: Date; title: string };

function Replays({ replays, canManage, now, title }: ReplaysProps) {
  const isNews = ({ state, finishedAt }: ReplayProgress) =>
    state === "working" || (finishedAt !== null && now.getTime() - finishedAt.getTime() < NEWS_MS);
  const cardsOf = (some: ReplayProgress[]) =>
    some.map((one) => (
      <ReplayCard key={one.id} replay={one} canManage={canManage} href={`/intake/deliveries/replays/${one.id}`} />
    ));
  const [news, former] = [replays.filter(isNews), replays.filter((one) => !isNews(one))];
  return (
    <>
      {news.length > 0 && <Section title={title}>{cardsOf(news)}</Section>}
      {former.length > 0 && (
        <Disclosure summary={`${title} (${former.length})`}>
          <div className="mt-2 flex flex-col gap-3">{cardsOf(former)}</div>
        </Disclosure>
      )}
    </>
  );
}
