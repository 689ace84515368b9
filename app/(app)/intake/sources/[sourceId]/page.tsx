import { headers } from "next/headers";
import { getLocale, getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { cache } from "react";
import { DeliveriesCard } from "@/components/intake/deliveries-card";
import { FirstDelivery } from "@/components/intake/first-delivery";
import { IntakeLive } from "@/components/intake/intake-live";
import { shapeValues } from "@/components/intake/shape-values";
import { MappingEditor } from "@/components/intake/mapping-editor";
import { FailedFetches } from "@/components/intake/failed-fetches";
import { PullPanel } from "@/components/intake/pull-panel";
import { ruleChoices } from "@/components/intake/rules/rule-choices";
import { RulesEditor } from "@/components/intake/rules/rules-editor";
import { PauseButton } from "@/components/intake/source-actions";
import { SourceAddress } from "@/components/intake/source-address";
import { SourceLight } from "@/components/intake/source-light";
import { SourceChecks } from "@/components/intake/spam/source-checks";
import { QuietAlert } from "@/components/intake/watch/quiet-alert";
import { SourceForms } from "@/components/intake/watch/source-forms";
import { SourceHealth } from "@/components/intake/watch/source-health";
import { SourceSettings } from "@/components/intake/source-settings";
import { Alert } from "@/components/ui/alert";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { PageHeader } from "@/components/ui/page-header";
import { PartLinks } from "@/components/ui/part-links";
import { requireActor } from "@/lib/auth/session";
import { scopeOf } from "@/lib/core/ctx";
import { ctxFor } from "@/lib/core/define-action";
import { env } from "@/lib/core/env";
import { Outcome } from "@/lib/core/errors";
import { formatDateTime } from "@/lib/core/format";
import { isId, newId } from "@/lib/core/id";
import { listDeliveries } from "@/lib/intake/deliveries/queries";
import { readAsked } from "@/lib/intake/deliveries/search-params";
import { fieldSamples } from "@/lib/intake/field-samples/queries";
import { fieldLessons } from "@/lib/intake/mapping-lessons/queries";
import { failedFetches, sourceHealth } from "@/lib/intake/health/queries";
import { canManageIntake } from "@/lib/intake/policy";
import { POSTABLE_KINDS } from "@/lib/intake/posting/schema";
import { pullProgress } from "@/lib/intake/pulling/queries";
import { currentRules } from "@/lib/intake/rules/queries";
import { TARGETS } from "@/lib/intake/schema";
import { getSource, sourceChoices, sourceDoor } from "@/lib/intake/sources/queries";
import { obstacleTo } from "@/lib/intake/sources/reach";
import { formWatches, watchOf } from "@/lib/intake/watching/queries";
import { countryOptions } from "@/lib/settings/countries";
import { fieldViews } from "@/lib/leads/custom-fields/queries";
import { extraFieldsOf } from "@/lib/intake/rules/extra-fields";
import type { Ctx } from "@/lib/core/ctx";
import type { SearchParams } from "@/lib/intake/deliveries/search-params";
import type { SourceDetail } from "@/lib/intake/sources/queries";

/** So few that the fields and rules below stay in reach. */
const ROWS = 10;

/** The page's parts, in their order, by what their headings say. */
const PART_NAMES = {
  health: "partNames.health",
  forms: "partNames.forms",
  fetching: "pull",
  address: "address",
  arrivals: "deliveries",
  fields: "mapping",
  rules: "partNames.rules",
  spam: "partNames.spam",
  settings: "settings",
} as const;
type PartId = keyof typeof PART_NAMES;
const PARTS = Object.keys(PART_NAMES) as PartId[];

type Props = { params: Promise<{ sourceId: string }>; searchParams: SearchParams };

export async function generateMetadata({ params }: Props) {
  const { source } = await loadSource((await params).sourceId);
  return { title: source.name };
}

/** Once per request, for the title and the page alike. */
const loadSource = cache(async (sourceId: string) => {
  const actor = await requireActor();
  if (!isId(sourceId) || !scopeOf(actor, "intake.read")) notFound();
  const ctx = ctxFor(actor, newId());
  const source = await getSource(ctx, sourceId).catch((error: unknown) => {
    if (error instanceof Outcome && error.code === "NOT_FOUND") notFound();
    throw error;
  });
  return { actor, ctx, source };
});

export default async function SourcePage({ params, searchParams }: Props) {
  const { sourceId } = await params;
  const { fetches, arrival } = await searchParams;
  const arrivalId = typeof arrival === "string" && isId(arrival) ? arrival : undefined;
  const [{ actor, ctx, source }, asked, t, locale] = await Promise.all([
    loadSource(sourceId),
    readAsked(searchParams),
    getTranslations("intake"),
    getLocale(),
  ]);
  const canManage = canManageIntake(actor);
  const [page, samples, choices, rules, shared, health, watch, forms, fields] = await Promise.all([
    listDeliveries(ctx, { ...asked, sourceId, rows: ROWS }),
    fieldSamples(ctx, { sourceId, deliveryId: arrivalId }),
    sourceChoices(ctx),
    currentRules(ctx, { sourceId }),
    currentRules(ctx, { sourceId: null }),
    sourceHealth(ctx, sourceId),
    watchOf(ctx, sourceId),
    formWatches(ctx, sourceId),
    fieldViews(locale),
  ]);
  const keys = [...new Set([...Object.keys(source.mapping), ...samples.map(({ key }) => key)])];
  const lessons = await fieldLessons(ctx, source, keys);
  const address =
    canManage && (source.kind === "webhook" || source.kind === "pull") ? await addressOf(ctx, source.id) : undefined;
  const words = locale === "en" ? "labelEn" : "labelEs";
  const whileItCounts = (until: Date | null) =>
    until && until > ctx.now() ? formatDateTime(until, { locale, timeZone: actor.timeZone }) : undefined;
  const fares = health.get(sourceId);
  const isJudged = (POSTABLE_KINDS as readonly string[]).includes(source.kind);
  const there: Record<PartId, boolean> = {
    health: fares !== undefined && source.works,
    forms: forms.length > 0,
    fetching: source.kind === "pull",
    address: address !== undefined,
    arrivals: true,
    fields: true,
    rules: true,
    spam: isJudged,
    settings: canManage,
  };
  const alarms = [watch, ...forms.map((form) => form.watch)].flatMap((one) =>
    one?.state === "quiet" ? [one.alarm] : [],
  );
  const parts = PARTS.filter((id) => there[id]);
  return (
    <div className="flex flex-col gap-8">
      <IntakeLive userId={actor.id} sourceId={source.id} />
      <PageHeader
        title={source.name}
        description={`${source.company.name} · ${t(`kinds.${source.kind as "webhook"}`)}`}
        breadcrumb={
          <Breadcrumb label={t("title")} crumbs={[{ label: t("title"), href: "/intake" }, { label: source.name }]} />
        }
        actions={
          <>
            <SourceLight source={{ ...source, quiet: watch?.state === "quiet" }} />
            {canManage && <PauseButton sourceId={source.id} active={source.active} />}
          </>
        }
      />
      <QuietAlert alarms={alarms} here />
      {!source.active && <Alert variant="warning">{t("pausedNote")}</Alert>}
      <PartLinks label={t("parts")} parts={parts.map((id) => ({ id, label: t(PART_NAMES[id]) }))} />
      {fares && source.works && (
        <Part id="health">
          <SourceHealth health={fares} watch={watch} />
        </Part>
      )}
      {forms.length > 0 && (
        <Part id="forms">
          <SourceForms forms={forms} canManage={canManage} />
        </Part>
      )}
      {source.kind === "pull" && (
        <Part id="fetching">
          <PullPanel
            sourceId={source.id}
            progress={await pullProgress(ctx, { sourceId })}
            canManage={canManage}
            active={source.active}
          />
          {fetches === "failed" && <FailedFetches {...await failedFetches(ctx, sourceId)} />}
        </Part>
      )}
      {source.kind === "webhook" && source.active && !source.works && (
        <FirstDelivery tested={page.rows.some(({ reason }) => reason.startsWith("test"))} />
      )}
      {address !== undefined && (
        <Part id="address">
          <SourceAddress
            secondary={source.kind === "pull"}
            sourceId={source.id}
            address={address}
            obstacle={obstacleLeft(address, source.works)}
            works={source.works}
            hasSecret={source.hasSecret}
            previousUntil={whileItCounts(source.previousTokenUntil)}
            previousSecretUntil={whileItCounts(source.previousSecretUntil)}
          />
        </Part>
      )}
      <Part id="arrivals">
        <DeliveriesCard
          page={page}
          path={`/intake/sources/${source.id}`}
          {...asked}
          sourceId={source.id}
          fetched={source.kind === "pull"}
        />
      </Part>
      <Part id="fields">
        <MappingEditor
          key={`mapping ${JSON.stringify(source.mapping)}`}
          sourceId={source.id}
          mapping={source.mapping}
          samples={samples}
          targets={TARGETS}
          fields={fields.map(({ name, label }) => ({ value: name, label }))}
          lessons={lessons}
          canManage={canManage}
          arrivalId={arrivalId}
        />
      </Part>
      <Part id="rules">
        <RulesEditor
          key={`rules ${rules.version}`}
          sourceId={source.id}
          saved={rules}
          sharedCount={shared.rules.length}
          choices={ruleChoices(choices, {
            locale,
            extraFields: extraFieldsOf(samples),
            ownFields: fields,
            companyId: source.company.id,
          })}
          canManage={canManage}
        />
      </Part>
      {isJudged && (
        <Part id="spam">
          <SourceChecks
            key={`spam ${source.spamOff.join(" ")}`}
            sourceId={source.id}
            off={source.spamOff}
            canManage={canManage}
          />
        </Part>
      )}
      {canManage && (
        <Part id="settings">
          <SourceSettings
            sourceId={source.id}
            kind={source.kind}
            pullKind={source.pullKind}
            values={settingsOf(source)}
            leadTypes={choices.leadTypes.map((type) => ({ value: type.id, label: type[words] }))}
            companies={choices.companies.map(({ id, name }) => ({ value: id, label: name }))}
            owners={choices.owners.map(({ id, name, companyIds }) => ({ value: id, label: name, companyIds }))}
            countries={countryOptions(locale)}
            hasSecret={source.hasSecret}
            hasPassword={source.site?.hasPassword ?? false}
          />
        </Part>
      )}
    </div>
  );
}

/** Its heading stays clear of the links above it. */
function Part({ id, children }: { id: PartId; children: React.ReactNode }) {
  return (
    <div id={id} className="min-w-0 scroll-mt-16">
      {children}
    </div>
  );
}

/** As the admin's own browser reaches this server, unless the operator said how it is reached from outside. */
async function addressOf(ctx: Ctx, sourceId: string): Promise<string> {
  const [{ path }, sent] = await Promise.all([sourceDoor(ctx, sourceId), headers()]);
  const scheme = sent.get("x-forwarded-proto")?.split(",")[0]?.trim() ?? "http";
  return `${env().PUBLIC_URL ?? `${scheme}://${sent.get("host") ?? "localhost"}`}${path}`;
}

/** What has worked once needs no warning, but this computer's own address stays out of reach for every website. */
function obstacleLeft(address: string, works: boolean) {
  const obstacle = obstacleTo(address);
  return works && obstacle !== "loopback" ? null : obstacle;
}

function settingsOf(source: SourceDetail) {
  const { name, leadTypeId, channel, subChannel, timeZone, defaultCountry, allowGet, requireSignature, formId } =
    source;
  return {
    ...{ name, leadTypeId, channel, subChannel, timeZone, defaultCountry, allowGet, requireSignature, formId },
    companyId: source.company.id,
    defaultOwnerId: source.defaultOwnerId ?? "",
    pullMinutes: String(source.pullMinutes ?? 5),
    pullShape: shapeValues(source.pullShape),
    pullFrom: source.pullFrom,
    siteUrl: source.site?.url ?? "",
    siteUserName: source.site?.userName ?? "",
    quietOneIn: String(source.quietOneIn),
  };
}
