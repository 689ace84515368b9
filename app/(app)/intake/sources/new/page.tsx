import { getLocale, getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { NewSourceForm } from "@/components/intake/new-source-form";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/auth/session";
import { ctxFor } from "@/lib/core/define-action";
import { newId } from "@/lib/core/id";
import { canManageIntake } from "@/lib/intake/policy";
import { sourceChoices } from "@/lib/intake/sources/queries";
import { countryOptions } from "@/lib/settings/countries";

export async function generateMetadata() {
  return { title: (await getTranslations("intake"))("newSource") };
}

export default async function NewSourcePage() {
  const [actor, t, locale] = await Promise.all([requireActor(), getTranslations("intake"), getLocale()]);
  if (!canManageIntake(actor)) notFound();
  const { companies, leadTypes, owners, defaults } = await sourceChoices(ctxFor(actor, newId()));
  const other = leadTypes.find(({ key }) => key === "other") ?? leadTypes[0];
  return (
    <div className="mx-auto flex max-w-2xl flex-col gap-6">
      <PageHeader
        title={t("newSource")}
        breadcrumb={
          <Breadcrumb label={t("title")} crumbs={[{ label: t("title"), href: "/intake" }, { label: t("newSource") }]} />
        }
      />
      <NewSourceForm
        companies={companies.map(({ id, name }) => ({ value: id, label: name }))}
        leadTypes={leadTypes.map((type) => ({ value: type.id, label: locale === "en" ? type.labelEn : type.labelEs }))}
        owners={owners.map(({ id, name, companyIds }) => ({ value: id, label: name, companyIds }))}
        countries={countryOptions(locale)}
        defaults={{ ...defaults, leadTypeId: other?.id ?? "" }}
      />
    </div>
  );
}
