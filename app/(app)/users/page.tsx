import { SearchX, UserPlus } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { PaginationBar } from "@/components/ui/pagination-bar";
import { UserFilters } from "@/components/users/user-filters";
import { UserList } from "@/components/users/user-list";
import { canReadAssignment } from "@/lib/assignment/policy";
import { requirePermission } from "@/lib/auth/session";
import { scopeOf } from "@/lib/core/ctx";
import { env } from "@/lib/core/env";
import { openLeadsByOwner } from "@/lib/leads/ownership/queries";
import { companies } from "@/lib/settings/queries";
import { listUsers, roles } from "@/lib/users/queries";
import { countRequests } from "@/lib/users/requests/queries";
import { userListInput, USERS_PER_PAGE } from "@/lib/users/schema";

export async function generateMetadata() {
  const t = await getTranslations("users");
  return { title: t("title") };
}

type UsersPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function UsersPage({ searchParams }: UsersPageProps) {
  const ctx = await requirePermission("user.read");
  const query = await searchParams;
  const filters = userListInput.parse(query);
  const [t, common, locale, { users, total }, allRoles, allCompanies, asking] = await Promise.all([
    getTranslations("users"),
    getTranslations("common"),
    getLocale(),
    listUsers(ctx, filters),
    roles(ctx),
    companies(ctx),
    scopeOf(ctx.actor, "user.manage") ? countRequests(ctx) : 0,
  ]);
  const left = users.filter(({ active, out }) => !active || out).map(({ id }) => id);
  const leftOpen = left.length === 0 ? new Map<string, number>() : await openLeadsByOwner(ctx, left);
  const everywhere = scopeOf(ctx.actor, "user.read") === "any";
  const seenCompanies = allCompanies.filter(({ id }) => everywhere || ctx.actor.companyIds.includes(id));
  const from = (filters.page - 1) * USERS_PER_PAGE + 1;
  return (
    <div className="flex flex-col gap-4">
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          <>
            {scopeOf(ctx.actor, "analytics.read") && <LinkButton href="/team/fairness">{t("fairness")}</LinkButton>}
            {canReadAssignment(ctx.actor) && <LinkButton href="/settings/assignment">{t("assignment")}</LinkButton>}
            {scopeOf(ctx.actor, "role.manage") && <LinkButton href="/users/roles">{t("roles")}</LinkButton>}
            {scopeOf(ctx.actor, "user.manage") && (
              <>
                {asking > 0 && <LinkButton href="/users/requests">{t("requests", { count: asking })}</LinkButton>}
                <LinkButton href="/users/invite">{t("inviteMany")}</LinkButton>
                <LinkButton href="/users/new" variant="primary">
                  <UserPlus aria-hidden />
                  {t("new")}
                </LinkButton>
              </>
            )}
          </>
        }
      />
      <UserFilters
        filters={filters}
        roles={allRoles.map((role) => ({ value: role.id, label: locale === "en" ? role.nameEn : role.nameEs }))}
        companies={seenCompanies.map(({ id, name }) => ({ value: id, label: name }))}
      />
      {users.length === 0 ? (
        <EmptyState
          icon={<SearchX />}
          title={t("emptyTitle")}
          description={t("emptyText")}
          action={<LinkButton href="/users">{t("clearFilters")}</LinkButton>}
        />
      ) : (
        <UserList users={users} now={new Date().toISOString()} publicUrl={env().PUBLIC_URL} leftOpen={leftOpen} />
      )}
      {total > USERS_PER_PAGE ? (
        <PaginationBar
          label={t("pages")}
          summary={t("range", { from, to: from + users.length - 1, total })}
          previousLabel={common("previous")}
          nextLabel={common("next")}
          previousHref={filters.page > 1 ? pageHref(query, filters.page - 1) : undefined}
          nextHref={from + users.length - 1 < total ? pageHref(query, filters.page + 1) : undefined}
        />
      ) : (
        total > 0 && <p className="text-sm text-muted-foreground">{t("count", { count: total })}</p>
      )}
    </div>
  );
}

function pageHref(query: Record<string, string | string[] | undefined>, page: number): string {
  const kept = Object.entries(query).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return `/users?${new URLSearchParams([...kept.filter(([name]) => name !== "page"), ["page", String(page)]])}`;
}
