import { getLocale, getTranslations } from "next-intl/server";
import { SettingsHeader } from "@/components/settings/settings-header";
import { TemplateList } from "@/components/settings/templates/template-list";
import { requireCtx } from "@/lib/auth/session";
import { scopeOf } from "@/lib/core/ctx";
import { defaultLocale, isLocale } from "@/lib/i18n/locale";
import { templates } from "@/lib/leads/templates/queries";
import { companies } from "@/lib/settings/queries";

export async function generateMetadata() {
  return { title: (await getTranslations("templates"))("title") };
}

/** For everybody: their own texts; those of all, for whoever manages the settings, to read for the rest. */
export default async function TemplatesPage() {
  const ctx = await requireCtx();
  const [t, said, all, places] = await Promise.all([
    getTranslations("templates"),
    getLocale(),
    templates(ctx),
    companies(ctx, { activeOnly: true }),
  ]);
  const manages = scopeOf(ctx.actor, "settings.manage") !== undefined;
  const anywhere = scopeOf(ctx.actor, "lead.read") === "any";
  const mine = places.filter(({ id }) => anywhere || ctx.actor.companyIds.includes(id));
  const list = { companies: mine, locale: isLocale(said) ? said : defaultLocale };
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-8">
      <SettingsHeader title={t("title")} text={t("text")} linked={manages} />
      <TemplateList {...list} shared={false} mayAdd templates={all.filter(({ shared }) => !shared)} />
      <TemplateList {...list} shared mayAdd={manages} templates={all.filter(({ shared }) => shared)} />
    </div>
  );
}
