import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { Link } from "@/components/ui/link";
import { cache } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { NewRoleButton } from "@/components/users/roles/new-role-button";
import { RoleActions } from "@/components/users/roles/role-actions";
import { RoleEditor } from "@/components/users/roles/role-editor";
import { RoleSecondFactor } from "@/components/users/roles/role-second-factor";
import { requirePermission } from "@/lib/auth/session";
import { Outcome } from "@/lib/core/errors";
import { isId } from "@/lib/core/id";
import { covers } from "@/lib/users/roles/policy";
import { getRole } from "@/lib/users/roles/queries";
import type { RoleMember } from "@/lib/users/roles/schema";

type Props = { params: Promise<{ roleId: string }> };
type Named = { nameEn: string; nameEs: string };

export async function generateMetadata({ params }: Props) {
  const [{ role }, locale] = await Promise.all([loadRole((await params).roleId), getLocale()]);
  return { title: nameIn(role, locale) };
}

/** Once per request, for the title and the page alike. */
const loadRole = cache(async (roleId: string) => {
  const ctx = await requirePermission("role.manage");
  if (!isId(roleId)) notFound();
  try {
    const found = await getRole(ctx, roleId.toLowerCase());
    return { ...found, ownId: ctx.actor.id, beyond: !covers(ctx.actor, found.role) };
  } catch (error) {
    if (error instanceof Outcome && error.code === "NOT_FOUND") notFound();
    throw error;
  }
});

const nameIn = (role: Named, locale: string) => (locale === "en" ? role.nameEn : role.nameEs);

export default async function RolePage({ params }: Props) {
  const { roleId } = await params;
  const [{ role, roles, ownId, beyond }, t, users, shell, locale] = await Promise.all([
    loadRole(roleId),
    getTranslations("roles"),
    getTranslations("users"),
    getTranslations("shell"),
    getLocale(),
  ]);
  const name = nameIn(role, locale);
  const without = role.members.filter(({ active, hasSecondFactor }) => active && !hasSecondFactor);
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-6">
      <PageHeader
        breadcrumb={
          <Breadcrumb
            label={shell("breadcrumb")}
            crumbs={[
              { label: users("back"), href: "/users" },
              { label: t("title"), href: "/users/roles" },
              { label: name },
            ]}
          />
        }
        title={name}
        description={t("roleText")}
        actions={
          <>
            <RoleActions role={role} name={name} deletable={!role.system && role.members.length === 0} />
            <NewRoleButton
              copies
              roles={roles.map((one) => ({ id: one.id, name: nameIn(one, locale) }))}
              model={role.id}
            />
          </>
        }
      />
      <RoleEditor key={JSON.stringify([role.grants, role.fields])} role={role} name={name} />
      <RoleSecondFactor
        role={role}
        name={name}
        without={without.length}
        beyond={beyond}
        owesToo={without.some(({ id }) => id === ownId)}
      />
      <Section title={t("members")} description={role.members.length === 0 ? t("noMembers") : undefined}>
        {role.members.length > 0 && (
          <Card>
            <ul className="divide-y">
              {role.members.map((member) => (
                <Member
                  key={member.id}
                  member={member}
                  words={{ inactive: t("inactive"), without: t("withoutSecondFactor") }}
                  lacks={role.needsSecondFactor && member.active && !member.hasSecondFactor}
                />
              ))}
            </ul>
          </Card>
        )}
      </Section>
    </div>
  );
}

type MemberProps = {
  member: RoleMember;
  words: { inactive: string; without: string };
  /** A second factor that the role asks for. */
  lacks: boolean;
};

function Member({ member, words, lacks }: MemberProps) {
  return (
    <li>
      <Link
        href={`/users/${member.id}`}
        className="flex items-center gap-3 px-4 py-2.5 hover:bg-hover focus-visible:-outline-offset-2"
      >
        <Avatar id={member.id} name={member.name} size="sm" />
        <span className="min-w-0 flex-1 truncate text-sm">{member.name}</span>
        {!member.active && <Badge variant="neutral">{words.inactive}</Badge>}
        {lacks && <Badge variant="warning">{words.without}</Badge>}
        <span className="shrink-0 truncate text-sm text-muted-foreground max-sm:hidden">
          {member.companies.join(", ")}
        </span>
      </Link>
    </li>
  );
}
