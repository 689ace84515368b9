import { getLocale, getTranslations } from "next-intl/server";
import { AccessRequests } from "@/components/settings/access-requests";
import { CompanyList } from "@/components/settings/company-list";
import { OrganisationForm } from "@/components/settings/organisation-form";
import { SettingsHeader } from "@/components/settings/settings-header";
import { requirePermission } from "@/lib/auth/session";
import { isLocale } from "@/lib/i18n/locale";
import { countryOptions } from "@/lib/settings/countries";
import { companies, organisation } from "@/lib/settings/queries";
import { takesRequests } from "@/lib/users/requests/queries";

export async function generateMetadata() {
  return { title: (await getTranslations("settings"))("rooms.organisation.name") };
}

export default async function OrganisationPage() {
  const ctx = await requirePermission("settings.manage");
  const [t, pageLocale, { name, timeZone, defaultCountry, locale }, all, open] = await Promise.all([
    getTranslations("settings"),
    getLocale(),
    organisation(),
    companies(ctx),
    takesRequests(),
  ]);
  const title = t("rooms.organisation.name");
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-8">
      <SettingsHeader title={title} />
      <OrganisationForm
        values={{ name, timeZone, defaultCountry, locale: isLocale(locale) ? locale : "es" }}
        countries={countryOptions(pageLocale)}
      />
      <CompanyList companies={all} />
      <AccessRequests open={open} />
    </div>
  );
}
