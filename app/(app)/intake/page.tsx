import { FileUp, ListChecks, MailX, Plus, ShieldCheck, Unplug } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { tz } from "@date-fns/tz";
import { startOfDay } from "date-fns";
import { notFound } from "next/navigation";
import { DeliveriesCard } from "@/components/intake/deliveries-card";
import { IntakeLive } from "@/components/intake/intake-live";
import { TroubleAlert } from "@/components/intake/proof/trouble-alert";
import { FailingAlert } from "@/components/intake/watch/failing-alert";
import { QuietAlert } from "@/components/intake/watch/quiet-alert";
import { SourceList } from "@/components/intake/source-list";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { requireActor } from "@/lib/auth/session";
import { scopeOf } from "@/lib/core/ctx";
import { ctxFor } from "@/lib/core/define-action";
import { newId } from "@/lib/core/id";
import { listDeliveries } from "@/lib/intake/deliveries/queries";
import { readAsked } from "@/lib/intake/deliveries/search-params";
import { sourceHealth } from "@/lib/intake/health/queries";
import { canManageIntake } from "@/lib/intake/policy";
import { recentTrouble } from "@/lib/intake/proof/queries";
import { listSources } from "@/lib/intake/sources/queries";
import { failingSources } from "@/lib/intake/watching/failing/queries";
import { quietAlarms } from "@/lib/intake/watching/queries";
import type { SearchParams } from "@/lib/intake/deliveries/search-params";

export async function generateMetadata() {
  return { title: (await getTranslations("intake"))("title") };
}

export default async function IntakePage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, asked, t, rules, proofWords, spamWords] = await Promise.all([
    requireActor(),
    readAsked(searchParams),
    getTranslations("intake"),
    getTranslations("rules"),
    getTranslations("proof"),
    getTranslations("spam"),
  ]);
  if (!scopeOf(actor, "intake.read")) notFound();
  const ctx = ctxFor(actor, newId());
  const today = new Date(startOfDay(ctx.now(), { in: tz(actor.timeZone) }));
  const [sources, page, health, quiet] = await Promise.all([
    listSources(ctx, { today }),
    listDeliveries(ctx, asked),
    sourceHealth(ctx),
    quietAlarms(ctx),
  ]);
  const create = canManageIntake(actor) && (
    <LinkButton key="create" href="/intake/sources/new" variant="primary">
      <Plus aria-hidden />
      {t("newSource")}
    </LinkButton>
  );
  const [trouble, failing] = await Promise.all([recentTrouble(ctx), failingSources(ctx)]);
  const proof = (
    <LinkButton key="proof" href="/intake/proof">
      <ShieldCheck aria-hidden />
      {proofWords("title")}
    </LinkButton>
  );
  const imports = scopeOf(actor, "lead.import") && (
    <LinkButton key="imports" href="/intake/imports">
      <FileUp aria-hidden />
      {t("import")}
    </LinkButton>
  );
  return (
    <div className="flex flex-col gap-8">
      <IntakeLive userId={actor.id} />
      <PageHeader title={t("title")} description={t("description")} actions={[proof, imports, create]} />
      <TroubleAlert trouble={trouble} />
      <FailingAlert failing={failing} />
      <QuietAlert alarms={quiet} />
      <Section
        title={t("sources")}
        actions={
          <>
            <LinkButton href="/intake/spam" variant="ghost" size="sm">
              <MailX aria-hidden />
              {spamWords("title")}
            </LinkButton>
            <LinkButton href="/intake/rules" variant="ghost" size="sm">
              <ListChecks aria-hidden />
              {rules("sharedLink")}
            </LinkButton>
          </>
        }
      >
        {sources.length > 0 ? (
          <SourceList sources={sources} health={health} quiet={quiet} />
        ) : (
          <Card>
            <EmptyState icon={<Unplug />} title={t("noSources")} description={t("noSourcesText")} action={create} />
          </Card>
        )}
      </Section>
      <DeliveriesCard page={page} path="/intake" {...asked} />
    </div>
  );
}
