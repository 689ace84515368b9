import { getTranslations } from "next-intl/server";
import { ConfirmRequest } from "@/components/auth/confirm-request";
import { AuthShell } from "@/components/shell/auth-shell";
import { LinkButton } from "@/components/ui/link-button";
import { requestOfLink } from "@/lib/users/requests/queries";

export async function generateMetadata() {
  return { title: (await getTranslations("requests"))("confirmTitle") };
}

/** Confirmed by a click and not by opening it: programs that look for danger in mails open every link. */
export default async function ConfirmRequestPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const [t, request] = await Promise.all([getTranslations("requests"), requestOfLink(token)]);
  if (!request) {
    return (
      <AuthShell title={t("overTitle")} description={t("overText")}>
        <LinkButton href="/sign-in" size="lg" className="w-full">
          {t("toSignIn")}
        </LinkButton>
      </AuthShell>
    );
  }
  return (
    <AuthShell title={t("confirmTitle")} description={t("confirmText", { name: request.firstName })}>
      <ConfirmRequest token={token} />
    </AuthShell>
  );
}
