import { headers } from "next/headers";
import { getTranslations } from "next-intl/server";
import { MailForm } from "@/components/settings/mail/mail-form";
import { MailLedger } from "@/components/settings/mail/mail-ledger";
import { MailTest } from "@/components/settings/mail/mail-test";
import { SettingsHeader } from "@/components/settings/settings-header";
import { TonePill } from "@/components/ui/tone-pill";
import { requirePermission } from "@/lib/auth/session";
import { env } from "@/lib/core/env";
import { mailHealth, mailSettings } from "@/lib/settings/mail/queries";
import type { Tone } from "@/components/ui/tone";
import type { MailLight } from "@/lib/settings/mail/schema";

const TONES: Record<MailLight, Tone> = { off: "gray", untried: "amber", fine: "green", failing: "red" };

export async function generateMetadata() {
  return { title: (await getTranslations("mail"))("title") };
}

export default async function MailPage() {
  const ctx = await requirePermission("settings.manage");
  const [t, { values, hasPassword }, health, sent] = await Promise.all([
    getTranslations("mail"),
    mailSettings(ctx),
    mailHealth(ctx),
    headers(),
  ]);
  const isSetUp = health.light !== "off";
  // As this browser reaches the server, until somebody says otherwise.
  const scheme = sent.get("x-forwarded-proto")?.split(",")[0]?.trim() ?? "http";
  const here = `${scheme}://${sent.get("host") ?? "localhost"}`;
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-8">
      <SettingsHeader
        title={t("title")}
        text={t("description")}
        actions={<TonePill tone={TONES[health.light]}>{t(`lights.${health.light}`)}</TonePill>}
      />
      <MailForm values={values} hasPassword={hasPassword} here={env().PUBLIC_URL === undefined ? here : undefined} />
      {isSetUp && <MailTest />}
      <MailLedger rows={health.rows} waiting={health.waiting} />
    </div>
  );
}
