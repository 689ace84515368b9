import { getLocale, getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { IntakeLive } from "@/components/intake/intake-live";
import { AskSiteAgain, SiteIsNoMore } from "@/components/intake/proof/former-site";
import { DayTable } from "@/components/intake/proof/day-table";
import { LostButton } from "@/components/intake/proof/lost-button";
import { NamedTable } from "@/components/intake/proof/named-table";
import { AskButton, KeepButtons } from "@/components/intake/proof/proof-actions";
import { troubleTitle } from "@/components/intake/proof/trouble-title";
import { ProofRuns } from "@/components/intake/proof/proof-runs";
import { Alert } from "@/components/ui/alert";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { requireActor } from "@/lib/auth/session";
import { scopeOf } from "@/lib/core/ctx";
import { ctxFor } from "@/lib/core/define-action";
import { Outcome } from "@/lib/core/errors";
import { formatDateTime, formatNumber, formatPlace } from "@/lib/core/format";
import { isId, newId } from "@/lib/core/id";
import { ENDS } from "@/lib/intake/inbox/schema";
import { canManageIntake } from "@/lib/intake/policy";
import { addDays, lastDays } from "@/lib/intake/proof/days";
import { formerSitesOf, proofMatrix, proofRun, proofRuns, toldOf } from "@/lib/intake/proof/queries";
import { MOST_LOST, USUAL_DAYS } from "@/lib/intake/proof/schema";
import { readProof } from "@/lib/intake/proof/search-params";
import { organisation } from "@/lib/settings/queries";
import type { SearchParams } from "@/lib/intake/deliveries/search-params";
import type { Told } from "@/lib/intake/proof/schema";

const NAMED_SHOWN = 300;

type Props = { params: Promise<{ sourceId: string }>; searchParams: SearchParams };

export async function generateMetadata() {
  return { title: (await getTranslations("proof"))("title") };
}

export default async function SourceProofPage({ params, searchParams }: Props) {
  const [actor, { sourceId }, asked, t, intake, { timeZone }, locale] = await Promise.all([
    requireActor(),
    params,
    readProof(searchParams),
    getTranslations("proof"),
    getTranslations("intake"),
    organisation(),
    getLocale(),
  ]);
  if (!isId(sourceId) || !scopeOf(actor, "intake.read")) notFound();
  const ctx = ctxFor(actor, newId());
  const placeOf = (zone: string) => formatPlace(ctx.now(), { locale, timeZone: zone });
  const usual = lastDays(ctx.now(), timeZone, USUAL_DAYS);
  const { to = usual.to } = asked;
  const span = { from: addDays(to, 1 - USUAL_DAYS), to };
  const source = (await proofMatrix(ctx, span, sourceId)).sources[0] ?? notFound();
  const [runs, former, named, past] = await Promise.all([
    proofRuns(ctx, sourceId),
    formerSitesOf(ctx, sourceId),
    toldOf(ctx, sourceId, span),
    asked.run === undefined ? undefined : proofRun(ctx, asked.run).catch(missingIsNotFound),
  ]);
  const days = past?.days ?? source.days;
  const { troubles } = source;
  const only = troubles.length === 1 ? troubles[0] : undefined;
  const missing = named.filter(({ here, lost }) => !here && !lost);
  const kinds = Map.groupBy(missing, kindOfMissing);
  const countOf = (kind: MissingKind) => kinds.get(kind)?.length ?? 0;
  const there = [...(kinds.get("untried") ?? []), ...(kinds.get("refused") ?? [])];
  const over = missing.filter((one) => !there.includes(one)).flatMap(({ missingId }) => missingId ?? []);
  const askable = there.length > 0 ? there.length : countOf("gone") + countOf("unnamed");
  const bySite = missingBySite(missing);
  const sites = Math.max(new Set(named.map(({ site }) => site)).size, 1);
  const lost = source.days.reduce((sum, day) => sum + day.lost, 0);
  const expected = source.days.reduce((sum, day) => sum + (day.expected ?? 0), 0);
  const isAsked = source.days.some((day) => day.expected !== null);
  const oldest = new Date(Math.min(...source.days.flatMap(({ askedAt }) => askedAt?.getTime() ?? [])));
  const canManage = canManageIntake(actor);
  const canAsk = canManage && source.method !== null && !past;
  const ends = ENDS.map((end) => t(`endNames.${end}`));
  const rows = days.map((day) => [
    day.day,
    day.expected ?? "",
    day.missing ?? "",
    day.lost,
    day.arrived,
    ...ENDS.map((end) => day.ends[end] ?? 0),
  ]);
  const crumbs = [
    { label: intake("title"), href: "/intake" },
    { label: t("title"), href: "/intake/proof" },
    { label: source.name },
  ];
  return (
    <div className="flex flex-col gap-6">
      <IntakeLive userId={actor.id} sourceId={sourceId} />
      <PageHeader
        title={source.name}
        description={source.method ? t(`by.${source.method}`) : t("cannot")}
        breadcrumb={<Breadcrumb label={intake("title")} crumbs={crumbs} />}
        actions={
          <>
            <KeepButtons
              name={`proof-${span.from}-${span.to}`}
              rows={[[t("day"), t("said", { sites }), t("missing"), t("lost"), t("arrived"), ...ends], ...rows]}
            />
            {canAsk && <AskButton sourceId={sourceId} {...span} asking={source.asking} />}
          </>
        }
      />
      {source.method === null && <Alert variant="warning">{t("cannotText")}</Alert>}
      {troubles.length > 0 && !past && (
        <Alert
          variant="warning"
          title={troubleTitle(t, troubles)}
          action={only && only.site !== "" ? noMoreButton(only.site) : undefined}
        >
          {only ? (
            problemWords(only.reason)
          ) : (
            <ul className="mb-1 flex flex-col gap-1">
              {troubles.map(({ site, reason }) => (
                <li key={site} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
                  <span className="min-w-0 flex-1 basis-60 wrap-anywhere">
                    <span className="font-medium">{site}:</span> {problemWords(reason)}
                  </span>
                  {noMoreButton(site)}
                </li>
              ))}
            </ul>
          )}{" "}
          {troubles.some(({ site }) => site !== "") && t("failedAtText")}
        </Alert>
      )}
      {past ? (
        <Alert
          title={t("asWas", { when: formatDateTime(past.askedAt, { locale, timeZone: actor.timeZone }) })}
          action={
            <LinkButton size="sm" href={`/intake/proof/${sourceId}`}>
              {t("backToNow")}
            </LinkButton>
          }
        />
      ) : (
        <>
          {missing.length > 0 && (
            <Alert
              variant="danger"
              title={t("missingTitle", { count: missing.length })}
              action={
                <span className="flex flex-wrap gap-2 print:hidden">
                  {canManage && over.length > 0 && (
                    <LostButton sourceId={sourceId} missingIds={over.slice(0, MOST_LOST)} lost isAllGone />
                  )}
                  {canAsk && askable > 0 && (
                    <AskButton
                      sourceId={sourceId}
                      {...span}
                      asking={source.asking}
                      missing={askable}
                      again={there.length === 0}
                    />
                  )}
                </span>
              }
            >
              {there.length > 0 &&
                `${t("missingText", { count: there.length, sites: missingBySite(there).length })} ${t("fetchText", { count: there.length })}`}
              {SAID_KINDS.filter((kind) => kinds.has(kind)).map((kind) => (
                <p key={kind} className="mt-1">
                  {t(`${kind}Text`, { count: countOf(kind) })}
                </p>
              ))}
              {sites > 1 && (
                <ul className="mt-1">
                  {bySite.map(([site, count]) => (
                    <li key={site}>{t("missingAt", { site, count: formatNumber(count, { locale }) })}</li>
                  ))}
                </ul>
              )}
            </Alert>
          )}
          {missing.length === 0 && isAsked && (
            <Alert variant={troubles.length === 0 ? "success" : "info"}>
              {t(equalWords(), {
                said: sites,
                count: lost,
                expected: formatNumber(expected, { locale }),
                when: formatDateTime(oldest, { locale, timeZone: actor.timeZone }),
              })}
            </Alert>
          )}
        </>
      )}
      <div className="flex flex-col gap-2">
        <Card className="overflow-hidden">
          <DayTable sourceId={sourceId} days={days} sites={sites} past={past !== undefined} />
        </Card>
        <div className="flex flex-wrap items-center justify-between gap-2">
          <p className="text-xs text-muted-foreground">
            {t("zone", { zone: placeOf(timeZone) })}{" "}
            {source.timeZone !== timeZone && t("siteZone", { zone: placeOf(source.timeZone) })}
          </p>
          {!past && (
            <span className="flex gap-2 print:hidden">
              {to < usual.to && (
                <LinkButton size="sm" href={`/intake/proof/${sourceId}?to=${addDays(to, USUAL_DAYS)}`}>
                  {t("later")}
                </LinkButton>
              )}
              <LinkButton size="sm" href={`/intake/proof/${sourceId}?to=${addDays(to, -USUAL_DAYS)}`}>
                {t("earlier")}
              </LinkButton>
            </span>
          )}
        </div>
      </div>
      {!past && named.length > 0 && (
        <Section
          id="named"
          title={t("named")}
          description={
            named.length > NAMED_SHOWN ? t("namedShown", { count: NAMED_SHOWN, total: named.length }) : undefined
          }
        >
          <Card className="overflow-hidden">
            <NamedTable
              sourceId={sourceId}
              named={named.slice(0, NAMED_SHOWN)}
              timeZone={timeZone}
              canManage={canManage}
            />
          </Card>
        </Section>
      )}
      {former.length > 0 && !past && (
        <Section title={t("former")}>
          <Card>
            <ul className="divide-y">
              {former.map(({ home, leftAt, by }) => (
                <li key={home} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2 text-sm">
                  <span className="min-w-0 flex-1 basis-60">
                    <span className="font-medium wrap-anywhere">{home}</span>{" "}
                    <span className="text-muted-foreground">{leftWords(leftAt, by)}</span>
                  </span>
                  {canAsk && <AskSiteAgain sourceId={sourceId} site={home} {...span} />}
                </li>
              ))}
            </ul>
          </Card>
        </Section>
      )}
      <ProofRuns runs={runs} sourceId={sourceId} />
    </div>
  );

  function equalWords() {
    if (troubles.length > 0) return "equalThen";
    return lost > 0 ? "equalLost" : "equal";
  }

  function noMoreButton(site: string) {
    return canAsk ? <SiteIsNoMore sourceId={sourceId} site={site} {...span} /> : undefined;
  }

  function leftWords(leftAt: Date, by: string | null): string {
    const when = formatDateTime(leftAt, { locale, timeZone: actor.timeZone });
    return by === null ? t("formerSince", { when }) : t("formerBy", { when, by });
  }

  function problemWords(reason: string): string {
    const key = `pullProblems.${reason}` as "pullProblems.busy";
    return intake.has(key) ? intake(key) : reason;
  }
}

/** Why something is missing still, as far as anything is known. */
type MissingKind = "untried" | (typeof SAID_KINDS)[number];
const SAID_KINDS = ["refused", "gone", "unnamed", "left"] as const;

function kindOfMissing({ left, unnamed, gone, why }: Told): MissingKind {
  if (left) return "left";
  if (unnamed !== undefined) return "unnamed";
  if (gone) return "gone";
  return why === undefined ? "untried" : "refused";
}

/** How many are missing of each site that any is missing of. */
function missingBySite(missing: Told[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { site = "" } of missing) counts.set(site, (counts.get(site) ?? 0) + 1);
  return [...counts];
}

function missingIsNotFound(error: unknown): never {
  if (error instanceof Outcome && error.code === "NOT_FOUND") notFound();
  throw error;
}
