import { getLocale, getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { NewLeadForm } from "@/components/leads/entry/new-lead-form";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/auth/session";
import { scopeOf } from "@/lib/core/ctx";
import { ctxFor } from "@/lib/core/define-action";
import { newId } from "@/lib/core/id";
import { entryChoices } from "@/lib/intake/entering/queries";

export async function generateMetadata() {
  return { title: (await getTranslations("entry"))("title") };
}

export default async function NewLeadPage() {
  const [actor, t, leads, locale] = await Promise.all([
    requireActor(),
    getTranslations("entry"),
    getTranslations("leads"),
    getLocale(),
  ]);
  if (!scopeOf(actor, "lead.create")) notFound();
  const { companies, leadTypes, owners, fields, services, assigns, hasRules, locked } = await entryChoices(
    ctxFor(actor, newId()),
    locale,
  );
  const other = leadTypes.find(({ key }) => key === "other") ?? leadTypes[0];
  return (
    <div className="mx-auto flex max-w-2xl flex-col gap-5">
      <PageHeader
        title={t("title")}
        description={t("description")}
        breadcrumb={
          <Breadcrumb
            label={leads("title")}
            crumbs={[{ label: leads("title"), href: "/leads" }, { label: t("title") }]}
          />
        }
      />
      <NewLeadForm
        companies={companies.map(({ id, name }) => ({ value: id, label: name }))}
        leadTypes={leadTypes.map((type) => ({ value: type.id, label: locale === "en" ? type.labelEn : type.labelEs }))}
        owners={owners.map(({ id, name, ...reach }) => ({ value: id, label: name, ...reach }))}
        fields={fields}
        services={services}
        meId={actor.id}
        assigns={assigns}
        hasRules={hasRules}
        locked={locked}
        leadTypeId={other?.id ?? ""}
      />
    </div>
  );
}
