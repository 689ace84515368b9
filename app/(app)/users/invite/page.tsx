import { getLocale, getTranslations } from "next-intl/server";
import { Alert } from "@/components/ui/alert";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { PageHeader } from "@/components/ui/page-header";
import { InviteDesk } from "@/components/users/inviting/invite-desk";
import { requirePermission } from "@/lib/auth/session";
import { scopeOf } from "@/lib/core/ctx";
import { env } from "@/lib/core/env";
import { companies } from "@/lib/settings/queries";
import { canGiveRole } from "@/lib/users/policy";
import { roles } from "@/lib/users/queries";

export async function generateMetadata() {
  return { title: (await getTranslations("invites"))("title") };
}

export default async function InvitePage() {
  const ctx = await requirePermission("user.manage");
  const [t, users, shell, locale, allRoles, allCompanies] = await Promise.all([
    getTranslations("invites"),
    getTranslations("users"),
    getTranslations("shell"),
    getLocale(),
    roles(ctx),
    companies(ctx, { activeOnly: true }),
  ]);
  const offered = allRoles.filter((role) => canGiveRole(ctx.actor, role));
  const everywhere = scopeOf(ctx.actor, "user.manage") === "any";
  return (
    <div className="mx-auto flex max-w-4xl flex-col gap-5">
      <PageHeader
        breadcrumb={
          <Breadcrumb
            label={shell("breadcrumb")}
            crumbs={[{ label: users("back"), href: "/users" }, { label: t("title") }]}
          />
        }
        title={t("title")}
        description={t("text")}
      />
      {offered.length === 0 ? (
        <Alert>{users("noRoleToGive")}</Alert>
      ) : (
        <InviteDesk
          roles={offered.map(({ nameEn, nameEs }) => (locale === "en" ? nameEn : nameEs))}
          companies={allCompanies
            .filter(({ id }) => everywhere || ctx.actor.companyIds.includes(id))
            .map(({ name }) => name)}
          publicUrl={env().PUBLIC_URL}
        />
      )}
    </div>
  );
}
