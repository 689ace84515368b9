import { getLocale, getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { AssignmentEditor } from "@/components/assignment/assignment-editor";
import { AssignmentReading } from "@/components/assignment/assignment-reading";
import { LinkButton } from "@/components/ui/link-button";
import { SettingsHeader } from "@/components/settings/settings-header";
import { requireCtx } from "@/lib/auth/session";
import { scopeOf } from "@/lib/core/ctx";
import { canManageAssignment, canReadAssignment } from "@/lib/assignment/policy";
import { assignmentChoices, currentAssignment } from "@/lib/assignment/rules/queries";
import { leadsHref } from "@/lib/leads/list/schema";

export async function generateMetadata() {
  return { title: (await getTranslations("assignment"))("title") };
}

/** For whoever assigns: by which rules that is done for them, to read; to change for whoever manages the settings. */
export default async function AssignmentPage() {
  const ctx = await requireCtx();
  if (!canReadAssignment(ctx.actor)) notFound();
  const manages = canManageAssignment(ctx.actor);
  const locale = await getLocale();
  const [t, saved, choices] = await Promise.all([
    getTranslations("assignment"),
    currentAssignment(ctx),
    assignmentChoices(ctx, { locale }),
  ]);
  return (
    <div className="mx-auto flex max-w-4xl flex-col gap-6">
      <SettingsHeader
        title={t("title")}
        text={t("text")}
        linked={manages}
        actions={
          <>
            <LinkButton href={leadsHref({ owner: ["waiting"] })} variant="ghost">
              {t("waitingLink")}
            </LinkButton>
            {scopeOf(ctx.actor, "analytics.read") !== undefined && (
              <LinkButton href="/team/fairness">{t("fairnessLink")}</LinkButton>
            )}
          </>
        }
      />
      {manages ? (
        <AssignmentEditor key={saved.version} saved={saved} choices={choices} />
      ) : (
        <AssignmentReading
          saved={saved}
          choices={{
            people: choices.people.map((one) => ({ ...one, name: one.name || t("hidden.person") })),
            companies: choices.companies.map(({ value, label }) => ({ value, label: label || t("hidden.company") })),
            leadTypes: choices.leadTypes,
            sources: choices.sources.map(({ value, label }) => ({ value, label: label || t("hidden.source") })),
          }}
        />
      )}
    </div>
  );
}
