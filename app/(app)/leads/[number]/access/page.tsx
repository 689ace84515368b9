import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { cache } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { countKeysReading } from "@/lib/auth/keys/queries";
import { requirePermission } from "@/lib/auth/session";
import { scopeOf } from "@/lib/core/ctx";
import { Outcome } from "@/lib/core/errors";
import { leadAccess } from "@/lib/leads/access/queries";
import { EVERYTHING } from "@/lib/leads/list/schema";
import { readLeadNumber } from "@/lib/leads/page/number";
import { countWebhooksTelling } from "@/lib/webhooks/hearing/queries";
import type { LeadAccess } from "@/lib/leads/access/schema";

type Props = { params: Promise<{ number: string }> };

export async function generateMetadata({ params }: Props) {
  const [{ access }, t] = await Promise.all([loadAccess((await params).number), getTranslations("leadAccess")]);
  return { title: t("title", { label: access.label }) };
}

/** Once per request, for the title and the page alike. */
const loadAccess = cache(async (asked: string) => {
  const ctx = await requirePermission("user.read");
  const number = readLeadNumber(asked);
  if (number === null) notFound();
  const access = await leadAccess(ctx, number).catch((error: unknown) => {
    if (error instanceof Outcome && error.code === "NOT_FOUND") notFound();
    throw error;
  });
  const { companyId } = access;
  const [keys, webhooks] = await Promise.all([countKeysReading(ctx, companyId), countWebhooksTelling(ctx, companyId)]);
  return {
    number,
    access,
    programs: { keys, webhooks },
    manages: scopeOf(ctx.actor, "apiKey.manage") !== undefined,
  };
});

export default async function LeadAccessPage({ params }: Props) {
  const [{ number, access, programs, manages }, t, lead, shell] = await Promise.all([
    loadAccess((await params).number),
    getTranslations("leadAccess"),
    getTranslations("lead"),
    getTranslations("shell"),
  ]);
  const sees = access.people.filter((person) => person.sees);
  const readers = access.people.filter(({ elsewhere }) => elsewhere.length > 0);
  const others = access.people.filter((person) => !person.sees && !readers.includes(person));
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-6">
      <PageHeader
        breadcrumb={
          <Breadcrumb
            label={shell("breadcrumb")}
            crumbs={[
              { label: lead("leads"), href: `/leads?${EVERYTHING}` },
              { label: access.label, href: `/leads/${number}` },
              { label: t("crumb") },
            ]}
          />
        }
        title={t("title", { label: access.label })}
        description={t("description", { company: access.company })}
      />
      <Section title={t("sees", { count: sees.length })}>
        <People people={sees} company={access.company} />
      </Section>
      {readers.length > 0 && (
        <Section title={t("readElsewhere", { count: readers.length })}>
          <People people={readers} company={access.company} />
        </Section>
      )}
      {others.length > 0 && (
        <Section title={t("doesNot", { count: others.length })}>
          <People people={others} company={access.company} />
        </Section>
      )}
      <Section title={t("programs")}>
        <p className="text-sm">{t("programsText", programs)}</p>
        {manages && (
          <div className="flex flex-wrap gap-2">
            <LinkButton href="/settings/api-keys">{t("keys")}</LinkButton>
            <LinkButton href="/settings/webhooks">{t("webhooks")}</LinkButton>
          </div>
        )}
      </Section>
    </div>
  );
}

async function People({ people, company }: { people: LeadAccess["people"]; company: string }) {
  const [t, sensitive, locale] = await Promise.all([
    getTranslations("leadAccess"),
    getTranslations("sensitive"),
    getLocale(),
  ]);
  const fieldsIn = (fields: LeadAccess["people"][number]["hidden"]) =>
    fields.map((field) => sensitive(field)).join(", ");
  return (
    <Card>
      <ul className="divide-y">
        {people.map(({ id, name, role, sees, edits, assigns, why, elsewhere, hidden, readOnly }) => (
          <li key={id} className="flex items-start gap-3 px-4 py-2.5">
            <Avatar id={id} name={name} size="sm" />
            <div className="min-w-0 flex-1">
              <p className="text-sm font-medium wrap-anywhere">{name}</p>
              <p className="text-sm text-muted-foreground">
                {t(`why.${why}`, { role: locale === "en" ? role.nameEn : role.nameEs, company })}
                {elsewhere.map((place) => ` ${t(`elsewhere.${place}`, { company })}`)}
                {sees && hidden.length > 0 && ` ${t("without", { fields: fieldsIn(hidden) })}`}
                {edits && readOnly.length > 0 && ` ${t("readOnly", { fields: fieldsIn(readOnly) })}`}
              </p>
            </div>
            {sees && (
              <p className="shrink-0 text-xs text-muted-foreground max-sm:max-w-28 max-sm:text-right">
                {t(mayOf({ edits, assigns }))}
              </p>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function mayOf({ edits, assigns }: { edits: boolean; assigns: boolean }) {
  if (assigns) return "assigns";
  return edits ? "edits" : "onlySees";
}
