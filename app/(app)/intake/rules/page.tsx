import { getLocale, getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { ruleChoices } from "@/components/intake/rules/rule-choices";
import { RulesEditor } from "@/components/intake/rules/rules-editor";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/auth/session";
import { scopeOf } from "@/lib/core/ctx";
import { ctxFor } from "@/lib/core/define-action";
import { newId } from "@/lib/core/id";
import { fieldSamples } from "@/lib/intake/field-samples/queries";
import { canManageIntake } from "@/lib/intake/policy";
import { currentRules } from "@/lib/intake/rules/queries";
import { fieldViews } from "@/lib/leads/custom-fields/queries";
import { extraFieldsOf } from "@/lib/intake/rules/extra-fields";
import { listSources, sourceChoices } from "@/lib/intake/sources/queries";

export async function generateMetadata() {
  return { title: (await getTranslations("rules"))("shared") };
}

export default async function SharedRulesPage() {
  const [actor, t, intake, locale] = await Promise.all([
    requireActor(),
    getTranslations("rules"),
    getTranslations("intake"),
    getLocale(),
  ]);
  if (!scopeOf(actor, "intake.read")) notFound();
  const ctx = ctxFor(actor, newId());
  const [rules, samples, choices, sources, ownFields] = await Promise.all([
    currentRules(ctx, { sourceId: null }),
    fieldSamples(ctx),
    sourceChoices(ctx),
    listSources(ctx, { today: ctx.now() }),
    fieldViews(locale),
  ]);
  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        title={t("shared")}
        breadcrumb={
          <Breadcrumb
            label={intake("title")}
            crumbs={[{ label: intake("title"), href: "/intake" }, { label: t("shared") }]}
          />
        }
      />
      <RulesEditor
        key={rules.version}
        sourceId={null}
        saved={rules}
        choices={ruleChoices(choices, { locale, extraFields: extraFieldsOf(samples), ownFields, sources })}
        canManage={canManageIntake(actor)}
      />
    </div>
  );
}
