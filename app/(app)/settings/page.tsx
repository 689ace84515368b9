import { CalendarClock, History, KeyRound, Mail, MessageSquareText, Route, Target } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import { CompanyList } from "@/components/settings/company-list";
import { OrganisationForm } from "@/components/settings/organisation-form";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { requirePermission } from "@/lib/auth/session";
import { scopeOf } from "@/lib/core/ctx";
import { formatBytes } from "@/lib/core/format";
import { filesTotal } from "@/lib/leads/files/queries";
import { isLocale } from "@/lib/i18n/locale";
import { countryOptions } from "@/lib/settings/countries";
import { companies, organisation } from "@/lib/settings/queries";

export async function generateMetadata() {
  const t = await getTranslations("settings");
  return { title: t("title") };
}

export default async function SettingsPage() {
  const ctx = await requirePermission("settings.manage");
  const [t, pageLocale, { name, timeZone, defaultCountry, locale }, all, kept] = await Promise.all([
    getTranslations("settings"),
    getLocale(),
    organisation(),
    companies(ctx),
    filesTotal(ctx),
  ]);
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-8">
      <PageHeader title={t("title")} description={t("description")} />
      <OrganisationForm
        values={{ name, timeZone, defaultCountry, locale: isLocale(locale) ? locale : "es" }}
        countries={countryOptions(pageLocale)}
      />
      <CompanyList companies={all} />
      <Section title={t("words")} description={t("wordsText")}>
        <div className="flex flex-wrap gap-2">
          <LinkButton href="/settings/statuses">{t("statuses")}</LinkButton>
          <LinkButton href="/settings/lost-reasons">{t("lostReasons")}</LinkButton>
          <LinkButton href="/settings/lead-types">{t("leadTypes")}</LinkButton>
          <LinkButton href="/settings/fields">{t("customFields")}</LinkButton>
          <LinkButton href="/settings/tags">{t("tags")}</LinkButton>
          <LinkButton href="/settings/services">{t("services")}</LinkButton>
        </div>
      </Section>
      <Section
        title={t("workingTime")}
        description={t("workingTimeText")}
        actions={
          <>
            <LinkButton href="/settings/calendars">
              <CalendarClock aria-hidden />
              {t("calendars")}
            </LinkButton>
            <LinkButton href="/settings/targets">
              <Target aria-hidden />
              {t("targets")}
            </LinkButton>
          </>
        }
      />
      <Section
        title={t("templates")}
        description={t("templatesText")}
        actions={
          <LinkButton href="/settings/templates">
            <MessageSquareText aria-hidden />
            {t("templatesOpen")}
          </LinkButton>
        }
      />
      <Section
        title={t("assignment")}
        description={t("assignmentText")}
        actions={
          <LinkButton href="/settings/assignment">
            <Route aria-hidden />
            {t("assignmentOpen")}
          </LinkButton>
        }
      />
      {scopeOf(ctx.actor, "apiKey.manage") !== undefined && (
        <Section
          title={t("programs")}
          description={t("programsText")}
          actions={
            <LinkButton href="/settings/api-keys">
              <KeyRound aria-hidden />
              {t("apiKeys")}
            </LinkButton>
          }
        />
      )}
      {scopeOf(ctx.actor, "audit.read") !== undefined && (
        <Section
          title={t("audit")}
          description={t("auditText")}
          actions={
            <LinkButton href="/settings/audit">
              <History aria-hidden />
              {t("auditOpen")}
            </LinkButton>
          }
        />
      )}
      <Section
        title={t("mail")}
        description={t("mailText")}
        actions={
          <LinkButton href="/settings/mail">
            <Mail aria-hidden />
            {t("mailOpen")}
          </LinkButton>
        }
      />
      <Section
        title={t("files")}
        description={t("filesText", { files: kept.files, size: formatBytes(kept.bytes, { locale: pageLocale }) })}
      />
    </div>
  );
}
