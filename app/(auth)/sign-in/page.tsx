import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Link } from "@/components/ui/link";
import { CodeForm } from "@/components/auth/second-factor/code-form";
import { PasskeyButton } from "@/components/auth/passkey-button";
import { ProviderButton } from "@/components/auth/provider-button";
import { SignInForm } from "@/components/auth/sign-in-form";
import { ForgetTyped } from "@/components/form/forget-typed";
import { AuthShell } from "@/components/shell/auth-shell";
import { Alert } from "@/components/ui/alert";
import { localPath } from "@/lib/auth/local-path";
import { providerButton } from "@/lib/auth/provider/queries";
import { isReturnReason } from "@/lib/auth/provider/schema";
import { personOfStep } from "@/lib/auth/second-factor/queries";
import { currentHolder, currentStep } from "@/lib/auth/session";
import { mailLeads } from "@/lib/settings/mail/queries";
import { organisation } from "@/lib/settings/queries";
import { takesRequests } from "@/lib/users/requests/queries";

export async function generateMetadata() {
  const t = await getTranslations("auth");
  return { title: t("signIn") };
}

type Asked = { next?: string | string[]; ended?: string | string[]; provider?: string | string[] };

export default async function SignInPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const { ended, provider, ...asked } = await searchParams;
  const next = localPath(asked.next);
  const [t, { isSetUp, name }, holder, step, mails, asks, button] = await Promise.all([
    getTranslations("auth"),
    organisation(),
    currentHolder(),
    currentStep(),
    mailLeads(),
    takesRequests(),
    providerButton(),
  ]);
  if (!isSetUp) redirect("/set-up");
  // Whoever owes a second factor is led on from there.
  if (holder) redirect(next);
  const owing = step === undefined ? undefined : await personOfStep(step);
  if (owing) return <CodePage next={next} firstName={owing.firstName} />;
  return (
    <AuthShell
      title={t("signInTitle")}
      description={t("signInText", { organisation: name })}
      footer={<Ways mails={mails} asks={asks} />}
    >
      {isReturnReason(provider) && (
        <Alert variant="danger" className="mb-4">
          {t(`provider.${provider}`)}
        </Alert>
      )}
      {(ended !== undefined || step !== undefined) && (
        <Alert variant="info" className="mb-4">
          {step === undefined ? t("sessionEnded") : t("stepOver")}
        </Alert>
      )}
      {/* Whose session ran out finds what they typed when they are back. */}
      {ended === undefined && <ForgetTyped />}
      <SignInForm next={next} />
      {button && <ProviderButton next={next} label={button.label || t("useProvider")} />}
      <PasskeyButton next={next} />
    </AuthShell>
  );
}

async function CodePage({ next, firstName }: { next: string; firstName: string }) {
  const t = await getTranslations("secondFactor");
  return (
    <AuthShell title={t("askedTitle", { name: firstName })} description={t("askedText")}>
      <CodeForm next={next} />
    </AuthShell>
  );
}

/** For whoever can't get in. */
async function Ways({ mails, asks }: { mails: boolean; asks: boolean }) {
  const t = await getTranslations("auth");
  const look = "underline underline-offset-2";
  return (
    <div className="flex flex-col gap-2">
      {mails ? (
        <Link href="/forgotten" className={look}>
          {t("forgottenLink")}
        </Link>
      ) : (
        t("forgotten")
      )}
      {asks && (
        <Link href="/request" className={look}>
          {t("requestLink")}
        </Link>
      )}
    </div>
  );
}
