import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { RequestForm } from "@/components/auth/request-form";
import { AuthShell } from "@/components/shell/auth-shell";
import { mailLeads } from "@/lib/settings/mail/queries";
import { organisation } from "@/lib/settings/queries";
import { takesRequests } from "@/lib/users/requests/queries";

export async function generateMetadata() {
  return { title: (await getTranslations("requests"))("askTitle") };
}

/** Doesn't exist until an administrator lets people ask. */
export default async function RequestPage() {
  if (!(await takesRequests())) notFound();
  const [t, locale, { name }, mails] = await Promise.all([
    getTranslations("requests"),
    getLocale(),
    organisation(),
    mailLeads(),
  ]);
  return (
    <AuthShell title={t("askTitle")} description={t("askText", { organisation: name })}>
      <RequestForm locale={locale === "en" ? "en" : "es"} mails={mails} />
    </AuthShell>
  );
}
