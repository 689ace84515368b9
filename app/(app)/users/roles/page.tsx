import { ChevronRight } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import { Link } from "@/components/ui/link";
import { Badge } from "@/components/ui/badge";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { NewRoleButton } from "@/components/users/roles/new-role-button";
import { scopeWord } from "@/components/users/roles/grant-words";
import { requirePermission } from "@/lib/auth/session";
import { EMPLOYEE_ROLE } from "@/lib/users/schema";
import { beyondNeed } from "@/lib/users/roles/policy";
import { listRoles } from "@/lib/users/roles/queries";
import type { RoleInList } from "@/lib/users/roles/schema";

export async function generateMetadata() {
  const t = await getTranslations("roles");
  return { title: t("title") };
}

export default async function RolesPage() {
  const ctx = await requirePermission("role.manage");
  const [t, users, shell, locale, roles] = await Promise.all([
    getTranslations("roles"),
    getTranslations("users"),
    getTranslations("shell"),
    getLocale(),
    listRoles(ctx),
  ]);
  const nameOf = (role: RoleInList) => (locale === "en" ? role.nameEn : role.nameEs);
  const model = roles.find(({ key }) => key === EMPLOYEE_ROLE) ?? roles[0];
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-5">
      <PageHeader
        breadcrumb={
          <Breadcrumb
            label={shell("breadcrumb")}
            crumbs={[{ label: users("back"), href: "/users" }, { label: t("title") }]}
          />
        }
        title={t("title")}
        description={t("description")}
        actions={
          model && <NewRoleButton roles={roles.map((role) => ({ id: role.id, name: nameOf(role) }))} model={model.id} />
        }
      />
      <Card>
        <ul className="divide-y">
          {roles.map((role) => (
            <li key={role.id}>
              <Link
                href={`/users/roles/${role.id}`}
                className="flex items-center gap-3 px-4 py-3 hover:bg-hover focus-visible:-outline-offset-2"
              >
                <span className="min-w-0 flex-1">
                  <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
                    <span className="font-medium wrap-anywhere">{nameOf(role)}</span>
                    {!role.system && <Badge variant="outline">{t("ownRole")}</Badge>}
                    {beyondNeed(role.grants).length > 0 && <Badge variant="warning">{t("goesBeyond")}</Badge>}
                  </span>
                  <span className="block text-sm text-muted-foreground">
                    {t("inShort", {
                      leads: t(`scope.${scopeWord("lead.read", role.grants["lead.read"])}`),
                      count: Object.keys(role.grants).length,
                    })}
                  </span>
                </span>
                <span className="shrink-0 text-sm text-muted-foreground">{t("people", { count: role.people })}</span>
                <ChevronRight aria-hidden className="size-4 shrink-0 text-muted-foreground" />
              </Link>
            </li>
          ))}
        </ul>
      </Card>
    </div>
  );
}
