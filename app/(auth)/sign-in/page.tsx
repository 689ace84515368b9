import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { CodeForm } from "@/components/auth/second-factor/code-form";
import { SignInForm } from "@/components/auth/sign-in-form";
import { AuthShell } from "@/components/shell/auth-shell";
import { Alert } from "@/components/ui/alert";
import { localPath } from "@/lib/auth/local-path";
import { personOfStep } from "@/lib/auth/second-factor/queries";
import { currentHolder, currentStep } from "@/lib/auth/session";
import { organisation } from "@/lib/settings/queries";

export async function generateMetadata() {
  const t = await getTranslations("auth");
  return { title: t("signIn") };
}

type Asked = { next?: string | string[]; ended?: string | string[] };

export default async function SignInPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const { ended, ...asked } = await searchParams;
  const next = localPath(asked.next);
  const [t, { isSetUp, name }, holder, step] = await Promise.all([
    getTranslations("auth"),
    organisation(),
    currentHolder(),
    currentStep(),
  ]);
  if (!isSetUp) redirect("/set-up");
  // Whoever owes a second factor is led on from there.
  if (holder) redirect(next);
  const owing = step === undefined ? undefined : await personOfStep(step);
  if (owing) return <CodePage next={next} firstName={owing.firstName} />;
  return (
    <AuthShell title={t("signInTitle")} description={t("signInText", { organisation: name })} footer={t("forgotten")}>
      {(ended !== undefined || step !== undefined) && (
        <Alert variant="info" className="mb-4">
          {step === undefined ? t("sessionEnded") : t("stepOver")}
        </Alert>
      )}
      <SignInForm next={next} />
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
