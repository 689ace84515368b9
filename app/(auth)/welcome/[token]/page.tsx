import { getTranslations } from "next-intl/server";
import { NewPasswordForm } from "@/components/auth/new-password-form";
import { AuthShell } from "@/components/shell/auth-shell";
import { LinkButton } from "@/components/ui/link-button";
import { personOfLink } from "@/lib/auth/queries";

export async function generateMetadata() {
  const t = await getTranslations("auth");
  return { title: t("setPassword") };
}

export default async function WelcomePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const [t, person] = await Promise.all([getTranslations("auth"), personOfLink(token)]);
  if (!person) {
    return (
      <AuthShell title={t("linkUsedTitle")} description={t("linkUsedText")}>
        <LinkButton href="/sign-in" size="lg" className="w-full">
          {t("goToSignIn")}
        </LinkButton>
      </AuthShell>
    );
  }
  return (
    <AuthShell
      title={t("welcomeTitle", { name: person.firstName })}
      description={t("welcomeText", { userName: person.userName })}
    >
      <NewPasswordForm token={token} userName={person.userName} />
    </AuthShell>
  );
}
