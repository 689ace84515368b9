import { getLocale, getTranslations } from "next-intl/server";
import { AssignmentEditor } from "@/components/assignment/assignment-editor";
import { LinkButton } from "@/components/ui/link-button";
import { SettingsHeader } from "@/components/settings/settings-header";
import { requirePermission } from "@/lib/auth/session";
import { scopeOf } from "@/lib/core/ctx";
import { assignmentChoices, currentAssignment } from "@/lib/assignment/rules/queries";
import { leadsHref } from "@/lib/leads/list/schema";

export async function generateMetadata() {
  return { title: (await getTranslations("assignment"))("title") };
}

export default async function AssignmentPage() {
  const ctx = await requirePermission("settings.manage");
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
      <AssignmentEditor key={saved.version} saved={saved} choices={choices} />
    </div>
  );
}
