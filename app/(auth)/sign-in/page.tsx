import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { SignInForm } from "@/components/auth/sign-in-form";
import { AuthShell } from "@/components/shell/auth-shell";
import { Alert } from "@/components/ui/alert";
import { currentActor } from "@/lib/auth/session";
import { organisation } from "@/lib/settings/queries";

export async function generateMetadata() {
  const t = await getTranslations("auth");
  return { title: t("signIn") };
}

type Asked = { next?: string | string[]; ended?: string | string[] };

export default async function SignInPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const { ended, ...asked } = await searchParams;
  const next = localPath(asked.next);
  const [t, { isSetUp, name }] = await Promise.all([getTranslations("auth"), organisation()]);
  if (!isSetUp) redirect("/set-up");
  if (await currentActor()) redirect(next);
  return (
    <AuthShell title={t("signInTitle")} description={t("signInText", { organisation: name })} footer={t("forgotten")}>
      {ended !== undefined && (
        <Alert variant="info" className="mb-4">
          {t("sessionEnded")}
        </Alert>
      )}
      <SignInForm next={next} />
    </AuthShell>
  );
}

const HERE = "http://here.invalid";

/** Only a place of ours, read as a browser reads it: `//elsewhere`, `/\elsewhere` and `/<tab>/elsewhere` lead out. */
function localPath(next: string | string[] | undefined): string {
  if (typeof next !== "string" || !next.startsWith("/")) return "/";
  const url = URL.parse(next, HERE);
  return url?.origin === HERE ? `${url.pathname}${url.search}${url.hash}` : "/";
}
