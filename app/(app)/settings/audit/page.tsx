import { Download, ScrollText, Timer } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import { AuditEntry } from "@/components/audit/audit-entry";
import { AuditFilters } from "@/components/audit/audit-filters";
import { whatOf } from "@/components/audit/entry-words";
import { SealState } from "@/components/audit/seal-state";
import { SettingsHeader } from "@/components/settings/settings-header";
import { Alert } from "@/components/ui/alert";
import { buttonVariants } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { KIND_NAMES, KINDS } from "@/lib/audit/kinds/schema";
import { logState } from "@/lib/audit/checking/state/queries";
import { labelsIn, subjectsOf } from "@/lib/audit/naming/queries";
import { auditPage, auditPeople } from "@/lib/audit/queries";
import { auditHref, readAudit, VIAS } from "@/lib/audit/search-params";
import { subjectHref } from "@/lib/audit/subjects/policy";
import { requirePermission } from "@/lib/auth/session";
import { cn } from "@/lib/core/cn";
import { scopeOf } from "@/lib/core/ctx";
import { visibleNumbers } from "@/lib/leads/naming/queries";
import type { SearchParams } from "@/lib/audit/search-params";

export async function generateMetadata() {
  return { title: (await getTranslations("audit"))("title") };
}

export default async function AuditPage({ searchParams }: { searchParams: SearchParams }) {
  const [ctx, params, t, all, locale] = await Promise.all([
    requirePermission("audit.read"),
    searchParams,
    getTranslations("audit"),
    getTranslations(),
    getLocale(),
  ]);
  const { filter, notUnderstood, before, opened } = readAudit(params);
  const [page, state, people] = await Promise.all([
    auditPage(ctx, filter, before),
    before === undefined ? logState(ctx) : undefined,
    auditPeople(ctx),
  ]);
  const leadIds = page.entries.filter(({ subjectType }) => subjectType === "lead").map(({ subjectId }) => subjectId);
  const [labels, numbers, subjects] = await Promise.all([
    labelsIn(ctx, page.entries, locale),
    visibleNumbers(ctx, leadIds),
    subjectsOf(ctx, state?.findings ?? []),
  ]);
  const words = { t, all, to: { locale, timeZone: ctx.actor.timeZone }, labels };
  const managesSettings = scopeOf(ctx.actor, "settings.manage") !== undefined;
  const isFiltered = Object.keys(filter).length > 0;
  // Who asks for everything about a row sees what it is called.
  const [about] = page.entries;
  const aboutLabel = filter.about?.includes(":") ? (about?.subjectLabel ?? filter.about) : (filter.about ?? "");

  return (
    <div className="mx-auto flex max-w-5xl flex-col gap-5">
      <SettingsHeader
        title={t("title")}
        text={t("description")}
        linked={managesSettings}
        actions={
          <>
            {managesSettings && (
              <LinkButton href="/settings/audit/retention">
                <Timer aria-hidden />
                {t("retention.title")}
              </LinkButton>
            )}
            <a href={auditHref(filter, {}, "/api/audit/export")} download className={cn(buttonVariants())}>
              <Download aria-hidden />
              {t("export")}
            </a>
          </>
        }
      />
      {state && <SealState state={state} subjects={subjects} />}
      {notUnderstood.length > 0 && <Alert variant="warning" title={t("notUnderstood")} />}
      <AuditFilters
        filter={filter}
        people={people.map(({ id, name }) => ({ value: id, label: name }))}
        whats={KIND_NAMES.flatMap((kind) => [
          { value: kind, label: t(`kinds.${kind}`) },
          ...KINDS[kind].map((name) => ({ value: name, label: `\u00A0\u00A0\u00A0${whatOf(name, { t })}` })),
        ])}
        vias={VIAS.map((value) => ({ value, label: t(`vias.${value as "screen"}`) }))}
        about={aboutLabel}
      />
      {isFiltered && (
        <div className="flex justify-end">
          <LinkButton size="sm" variant="ghost" href="/settings/audit">
            {t("clear")}
          </LinkButton>
        </div>
      )}
      <Card>
        {page.entries.length === 0 ? (
          <EmptyState
            icon={<ScrollText />}
            title={t(isFiltered ? "noneFound" : "none")}
            description={t(isFiltered ? "noneFiltered" : "noneText")}
          />
        ) : (
          <ul className="divide-y">
            {page.entries.map((entry) => (
              <AuditEntry
                key={entry.seq}
                entry={entry}
                words={words}
                href={subjectHref(ctx.actor, entry, numbers.get(entry.subjectId))}
                open={entry.seq === opened}
              />
            ))}
          </ul>
        )}
      </Card>
      {(page.next !== null || before !== undefined) && (
        <div className="flex justify-end gap-2">
          {before !== undefined && <LinkButton href={auditHref(filter)}>{t("newest")}</LinkButton>}
          {page.next !== null && <LinkButton href={auditHref(filter, { before: page.next })}>{t("older")}</LinkButton>}
        </div>
      )}
    </div>
  );
}
