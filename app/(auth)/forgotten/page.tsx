import { getTranslations } from "next-intl/server";
import { ForgottenForm } from "@/components/auth/forgotten-form";
import { AuthShell } from "@/components/shell/auth-shell";
import { LinkButton } from "@/components/ui/link-button";
import { mailLeads } from "@/lib/settings/mail/queries";

export async function generateMetadata() {
  return { title: (await getTranslations("forgotten"))("title") };
}

export default async function ForgottenPage() {
  const [t, mails] = await Promise.all([getTranslations("forgotten"), mailLeads()]);
  if (!mails) {
    return (
      <AuthShell title={t("title")} description={t("noMail")}>
        <LinkButton href="/sign-in" size="lg" className="w-full">
          {t("back")}
        </LinkButton>
      </AuthShell>
    );
  }
  return (
    <AuthShell title={t("title")} description={t("text")}>
      <ForgottenForm />
    </AuthShell>
  );
}
