import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { cache } from "react";
import { z } from "zod";
import { LeaveList } from "@/components/calendar/leave-list";
import { PersonHoursForm } from "@/components/calendar/person-hours-form";
import { Alert } from "@/components/ui/alert";
import { Avatar } from "@/components/ui/avatar";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { PageHeader } from "@/components/ui/page-header";
import { InviteAgainButton } from "@/components/users/inviting/invite-again-button";
import { IdentityLink } from "@/components/users/identity-link";
import { PhotoCard } from "@/components/users/photo-card";
import { UserActions } from "@/components/users/user-actions";
import { UserForm } from "@/components/users/user-form";
import { UserReach } from "@/components/users/user-reach";
import { UserRights } from "@/components/users/user-rights";
import { requirePermission } from "@/lib/auth/session";
import { personHours } from "@/lib/calendar/people/queries";
import { calendarOptions } from "@/lib/calendar/queries";
import { scopeOf } from "@/lib/core/ctx";
import { env } from "@/lib/core/env";
import { Outcome } from "@/lib/core/errors";
import { formatPhone } from "@/lib/core/format-phone";
import { reachOf } from "@/lib/leads/contact/reach";
import { handOverOf } from "@/lib/leads/hand-over/queries";
import { companies, organisation } from "@/lib/settings/queries";
import { viasThatAreOn } from "@/lib/users/identities/queries";
import { canGiveRole } from "@/lib/users/policy";
import { getUser, roles } from "@/lib/users/queries";
import { EMPLOYEE_ROLE } from "@/lib/users/schema";
import type { CountryCode } from "libphonenumber-js/min";
import type { Via } from "@/lib/auth/identities/schema";
import type { Ctx } from "@/lib/core/ctx";
import type { FromElsewhere } from "@/lib/users/identities/schema";
import type { UserView } from "@/lib/users/schema";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props) {
  const { user } = await loadUser((await params).id);
  return { title: user.name };
}

/** Once per request, for the title and the page alike. */
const loadUser = cache(async (asked: string) => {
  const ctx = await requirePermission("user.read");
  const id = z.uuid().safeParse(asked);
  if (!id.success) notFound();
  const user = await getUser(ctx, id.data).catch((error: unknown) => {
    if (error instanceof Outcome && error.code === "NOT_FOUND") notFound();
    throw error;
  });
  return { ctx, user };
});

export default async function UserPage({ params }: Props) {
  const { ctx, user } = await loadUser((await params).id);
  const actable = user.editable && !user.isSelf;
  const mayLink = actable && user.active && scopeOf(ctx.actor, "settings.manage") !== undefined;
  const [t, locale, shell, allRoles, allCompanies, handOver, hours, calendars, vias, { defaultCountry }] =
    await Promise.all([
      getTranslations("users"),
      getLocale(),
      getTranslations("shell"),
      roles(ctx),
      companies(ctx),
      actable && user.active ? handOverOf(ctx, user.id) : undefined,
      personHours(ctx, user.id),
      calendarOptions(ctx),
      waysToLink(ctx, user, mayLink),
      organisation(),
    ]);
  const mine = (companyId: string) =>
    scopeOf(ctx.actor, "user.manage") === "any" || ctx.actor.companyIds.includes(companyId);
  const theirs = new Set(user.companies.map((company) => company.id));
  const offered = allCompanies.filter((company) => theirs.has(company.id) || (company.active && mine(company.id)));
  const nameOf = (role: { nameEn: string; nameEs: string }) => (locale === "en" ? role.nameEn : role.nameEs);
  const employee = allRoles.find(({ key }) => key === EMPLOYEE_ROLE);
  const employees = employee ? nameOf(employee) : "";
  const held = allRoles.find((role) => role.id === user.role.id);
  const publicUrl = env().PUBLIC_URL;
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-5">
      <PageHeader
        breadcrumb={
          <Breadcrumb
            label={shell("breadcrumb")}
            crumbs={[{ label: t("back"), href: "/users" }, { label: user.name }]}
          />
        }
        title={
          <span className="flex items-center gap-3">
            <Avatar id={user.id} name={user.name} size="md" />
            {user.name}
          </span>
        }
        description={
          <UserReach
            email={user.email}
            phone={user.phone}
            {...reachOf({ phone: user.phone, phoneE164: null, email: user.email })}
            whatsapp={whatsappOf(user, defaultCountry)}
          />
        }
        actions={
          actable && (
            <>
              {user.active && !user.hasPassword && !user.directory && (
                <InviteAgainButton user={{ id: user.id, name: user.name, out: user.out }} publicUrl={publicUrl} />
              )}
              {vias.map((via) => (
                <IdentityLink
                  key={via}
                  via={via}
                  user={user}
                  linked={user.directory !== null}
                  out={user.kept === "out"}
                />
              ))}
              <UserActions user={user} handOver={handOver} publicUrl={publicUrl} />
            </>
          )
        }
      />
      {user.editable && <PhotoCard user={user} own={user.isSelf} />}
      <Notices user={user} employees={employees} leftOpen={user.out ? (handOver?.openLeads ?? 0) : 0} t={t} />
      <UserForm
        userId={user.id}
        values={{
          userName: user.userName,
          firstName: user.firstName,
          lastName: user.lastName,
          email: user.email,
          phone: user.phone,
          whatsapp: user.whatsapp,
          jobTitle: user.jobTitle,
          locale: user.locale,
          timeZone: user.timeZone,
          roleId: user.role.id,
          companyIds: [...theirs],
        }}
        roles={allRoles.filter((role) => role.id === user.role.id || canGiveRole(ctx.actor, role))}
        companies={offered}
        isSelf={user.isSelf}
        editable={user.editable}
        followed={user.directory !== null}
        publicUrl={publicUrl}
      />
      <PersonHoursForm userId={user.id} hours={hours} calendars={calendars} />
      <LeaveList userId={user.id} leave={hours.leave} editable={hours.editable} today={hours.today} />
      <UserRights
        name={user.firstName}
        role={nameOf(user.role)}
        employees={employees}
        grants={held?.grants ?? {}}
        fields={held?.fields ?? {}}
        companies={user.companies.map((company) => company.name)}
        from={user.directory}
        kept={user.kept}
      />
    </div>
  );
}

function whatsappOf({ whatsapp }: UserView, homeCountry: string) {
  if (whatsapp === "") return null;
  return { shown: formatPhone(whatsapp, homeCountry as CountryCode), href: `https://wa.me/${whatsapp.slice(1)}` };
}

/** What they come by, to be taken off it; or what they could be linked to. */
async function waysToLink(ctx: Ctx, { directory }: UserView, mayLink: boolean): Promise<readonly Via[]> {
  if (!mayLink) return [];
  return directory ? [directory.via] : viasThatAreOn(ctx);
}

type Translate = Awaited<ReturnType<typeof getTranslations<"users">>>;

type NoticesProps = { user: UserView; employees: string; leftOpen: number; t: Translate };

function Notices({ user, employees, leftOpen, t }: NoticesProps) {
  if (user.notManaged && user.isSelf) return <Alert>{t("readOnlySelf")}</Alert>;
  if (user.notManaged) return <Alert>{t(`readOnly.${user.notManaged}`, { role: employees })}</Alert>;
  if (!user.active) return <Alert variant="warning">{t("deactivatedNotice")}</Alert>;
  return (
    <>
      <WayIn user={user} t={t} />
      {leftOpen > 0 && (
        <Alert variant="warning">{t("leftOpenNotice", { name: user.firstName, count: leftOpen })}</Alert>
      )}
    </>
  );
}

function WayIn({ user, t }: { user: UserView; t: Translate }) {
  if (user.directory) return <ElsewhereNotice user={user} from={user.directory} t={t} />;
  if (user.out) return <Alert variant="warning">{t("outNotice", { name: user.firstName })}</Alert>;
  return user.hasPassword ? null : <Alert>{t("invitedNotice")}</Alert>;
}

function ElsewhereNotice({ user, from, t }: { user: UserView; from: FromElsewhere; t: Translate }) {
  const { via, group, account } = from;
  const name = user.firstName;
  const out = outWords(from, t);
  const [first, since] =
    via === "provider" ? (["byProviderFirst", "byProvider"] as const) : (["byDirectoryFirst", "byDirectory"] as const);
  return (
    <>
      {out !== undefined && <Alert variant="warning">{out}</Alert>}
      <Alert>{group === "" ? t(first, { name, account }) : t(since, { name, group })}</Alert>
    </>
  );
}

function outWords({ via, outReason }: FromElsewhere, t: Translate): string | undefined {
  if (outReason === "") return undefined;
  if (via === "directory") return t(`outOfDirectory.${outReason}`);
  return t(outReason === "unseen" || outReason === "absent" ? `outOfProvider.${outReason}` : "outOfProvider.noGroup");
}
