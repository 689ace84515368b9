import { getLocale, getTranslations } from "next-intl/server";
import { Alert } from "@/components/ui/alert";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { PageHeader } from "@/components/ui/page-header";
import { InviteDesk } from "@/components/users/inviting/invite-desk";
import { requirePermission } from "@/lib/auth/session";
import { scopeOf } from "@/lib/core/ctx";
import { env } from "@/lib/core/env";
import { companies } from "@/lib/settings/queries";
import { usualRole } from "@/lib/users/inviting/schema";
import { canGiveRole } from "@/lib/users/policy";
import { roles } from "@/lib/users/queries";
import type { RoleView } from "@/lib/users/schema";

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
  const called = ({ nameEn, nameEs }: RoleView) => (locale === "en" ? nameEn : nameEs);
  const usual = usualRole(offered);
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
      {usual === undefined ? (
        <Alert>{users("noRoleToGive")}</Alert>
      ) : (
        <InviteDesk
          roles={offered.map(called)}
          usualRole={called(usual)}
          companies={allCompanies
            .filter(({ id }) => everywhere || ctx.actor.companyIds.includes(id))
            .map(({ name }) => name)}
          publicUrl={env().PUBLIC_URL}
        />
      )}
    </div>
  );
}
