import { getTranslations } from "next-intl/server";
import { LeaveList } from "@/components/calendar/leave-list";
import { PersonHoursForm } from "@/components/calendar/person-hours-form";
import { AlertList } from "@/components/profile/alert-list";
import { PasskeysSection } from "@/components/profile/passkeys-section";
import { PasswordForm } from "@/components/profile/password-form";
import { ProfileForm } from "@/components/profile/profile-form";
import { SecondFactorSection } from "@/components/profile/second-factor-section";
import { SessionList } from "@/components/profile/session-list";
import { PhotoCard } from "@/components/users/photo-card";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { ownPasskeys } from "@/lib/auth/passkeys/queries";
import { ownSessions } from "@/lib/auth/queries";
import { ownSecondFactor } from "@/lib/auth/second-factor/queries";
import { requireCtx } from "@/lib/auth/session";
import { personHours } from "@/lib/calendar/people/queries";
import { calendarOptions } from "@/lib/calendar/queries";
import { mailWorks } from "@/lib/settings/mail/queries";
import { ownAlerts } from "@/lib/users/alerts/queries";
import { ownProfile } from "@/lib/users/queries";
import type { Via } from "@/lib/auth/identities/schema";

export async function generateMetadata() {
  const t = await getTranslations("profile");
  return { title: t("title") };
}

export default async function ProfilePage() {
  const ctx = await requireCtx();
  const [t, user, sessions, factor, passkeys, hours, calendars, alerts, mailIsSetUp] = await Promise.all([
    getTranslations("profile"),
    ownProfile(ctx),
    ownSessions(ctx),
    ownSecondFactor(ctx),
    ownPasskeys(ctx),
    personHours(ctx, ctx.actor.id),
    calendarOptions(ctx),
    ownAlerts(ctx),
    mailWorks(),
  ]);
  const { userName, firstName, lastName, email, phone, whatsapp, jobTitle, locale, timeZone } = user;
  const now = new Date().toISOString();
  const role = locale === "en" ? user.role.nameEn : user.role.nameEs;
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-8">
      <PageHeader
        title={t("title")}
        description={[
          t("fixed", { role, companies: user.companies.map((company) => company.name).join(", ") }),
          user.directory?.group && t(`elsewhere.${user.directory.via}.by`, { group: user.directory.group }),
        ]
          .filter(Boolean)
          .join(" ")}
        className="-mb-3"
      />
      <PhotoCard user={user} own />
      <ProfileForm
        values={{ userName, firstName, lastName, email, phone, whatsapp, jobTitle, locale, timeZone }}
        via={user.directory?.via}
      />
      <AlertList alerts={alerts} mailIsSetUp={mailIsSetUp} />
      <PersonHoursForm userId={user.id} hours={hours} calendars={calendars} />
      <LeaveList userId={user.id} leave={hours.leave} editable={hours.editable} today={hours.today} />
      {user.directory ? <PasswordElsewhere via={user.directory.via} /> : <PasswordForm userName={userName} />}
      <SecondFactorSection factor={factor} account={email} />
      {!user.directory && <PasskeysSection passkeys={passkeys} now={now} />}
      <SessionList sessions={sessions} now={now} />
    </div>
  );
}

/** Where the password of whoever comes by directory or provider is changed, and why there are no passkeys. */
async function PasswordElsewhere({ via }: { via: Via }) {
  const t = await getTranslations("profile");
  return (
    <Section title={t("passwordSection")} description={t(`elsewhere.${via}.password`)}>
      <p className="text-sm text-muted-foreground">{t(`elsewhere.${via}.passkeys`)}</p>
    </Section>
  );
}
