import { UserRoundPlus } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { Alert } from "@/components/ui/alert";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { RequestList } from "@/components/users/requests/request-list";
import { requirePermission } from "@/lib/auth/session";
import { scopeOf } from "@/lib/core/ctx";
import { env } from "@/lib/core/env";
import { companies } from "@/lib/settings/queries";
import { canGiveRole } from "@/lib/users/policy";
import { roles } from "@/lib/users/queries";
import { countRequests, takesRequests, waitingRequests } from "@/lib/users/requests/queries";
import { areCrowded } from "@/lib/users/requests/room/queries";
import { MOST_OPEN } from "@/lib/users/requests/schema";

export async function generateMetadata() {
  return { title: (await getTranslations("requests"))("title") };
}

export default async function RequestsPage() {
  const ctx = await requirePermission("user.manage");
  const [t, users, shell, requests, total, open, crowded, allRoles, allCompanies] = await Promise.all([
    getTranslations("requests"),
    getTranslations("users"),
    getTranslations("shell"),
    waitingRequests(ctx),
    countRequests(ctx),
    takesRequests(),
    areCrowded(ctx),
    roles(ctx),
    companies(ctx, { activeOnly: true }),
  ]);
  const offered = allRoles.filter((role) => canGiveRole(ctx.actor, role));
  const everywhere = scopeOf(ctx.actor, "user.manage") === "any";
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
        description={open ? t("text") : t("textClosed")}
      />
      {crowded && <Alert>{t("crowded", { most: MOST_OPEN })}</Alert>}
      {total > requests.length && <Alert>{t("oldestShown", { count: requests.length, total })}</Alert>}
      {offered.length === 0 && <Alert>{users("noRoleToGive")}</Alert>}
      {requests.length === 0 ? (
        <EmptyState icon={<UserRoundPlus />} title={t("none")} description={t("noneText")} />
      ) : (
        <RequestList
          requests={requests}
          now={new Date().toISOString()}
          roles={offered}
          companies={allCompanies.filter(({ id }) => everywhere || ctx.actor.companyIds.includes(id))}
          publicUrl={env().PUBLIC_URL}
        />
      )}
    </div>
  );
}
