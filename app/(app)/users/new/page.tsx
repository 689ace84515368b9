import { getTranslations } from "next-intl/server";
import { Alert } from "@/components/ui/alert";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { PageHeader } from "@/components/ui/page-header";
import { UserForm } from "@/components/users/user-form";
import { requirePermission } from "@/lib/auth/session";
import { scopeOf } from "@/lib/core/ctx";
import { env } from "@/lib/core/env";
import { companies, organisation } from "@/lib/settings/queries";
import { canGiveRole } from "@/lib/users/policy";
import { roles } from "@/lib/users/queries";

export async function generateMetadata() {
  const t = await getTranslations("users");
  return { title: t("newTitle") };
}

export default async function NewUserPage() {
  const ctx = await requirePermission("user.manage");
  const [t, shell, allRoles, allCompanies, { locale, timeZone }] = await Promise.all([
    getTranslations("users"),
    getTranslations("shell"),
    roles(ctx),
    companies(ctx, { activeOnly: true }),
    organisation(),
  ]);
  const everywhere = scopeOf(ctx.actor, "user.manage") === "any";
  const ownCompanies = allCompanies.filter(({ id }) => everywhere || ctx.actor.companyIds.includes(id));
  const offered = allRoles.filter((role) => canGiveRole(ctx.actor, role));
  const only = (list: readonly { id: string }[]) => (list.length === 1 ? list.map(({ id }) => id) : []);
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-5">
      <PageHeader
        breadcrumb={
          <Breadcrumb
            label={shell("breadcrumb")}
            crumbs={[{ label: t("back"), href: "/users" }, { label: t("newTitle") }]}
          />
        }
        title={t("newTitle")}
        description={t("newText")}
      />
      {offered.length === 0 ? (
        <Alert>{t("noRoleToGive")}</Alert>
      ) : (
        <UserForm
          values={{
            userName: "",
            firstName: "",
            lastName: "",
            email: "",
            phone: "",
            whatsapp: "",
            jobTitle: "",
            locale,
            timeZone,
            roleId: only(offered)[0] ?? "",
            companyIds: only(ownCompanies),
          }}
          roles={offered}
          companies={ownCompanies}
          publicUrl={env().PUBLIC_URL}
        />
      )}
    </div>
  );
}
