import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { OwedSecondFactor } from "@/components/auth/second-factor/owed-second-factor";
import { AuthShell } from "@/components/shell/auth-shell";
import { Alert } from "@/components/ui/alert";
import { localPath } from "@/lib/auth/local-path";
import { ownSecondFactor } from "@/lib/auth/second-factor/queries";
import { currentHolder } from "@/lib/auth/session";
import { ctxFor } from "@/lib/core/define-action";
import { newId } from "@/lib/core/id";

export async function generateMetadata() {
  const t = await getTranslations("secondFactor");
  return { title: t("owedTitle") };
}

/**
 * Where whoever owes a second factor is led. Once it is there the page stays as it was: the recovery codes are on it, and
 * are shown only once.
 */
export default async function SecondFactorPage({
  searchParams,
}: {
  searchParams: Promise<{ next?: string | string[] }>;
}) {
  const [{ next }, t, holder] = await Promise.all([searchParams, getTranslations("secondFactor"), currentHolder()]);
  if (!holder) redirect("/sign-in");
  const { actor } = holder;
  const { needed, asksPassword, since, hasPasskeys } = await ownSecondFactor(ctxFor(actor, newId()));
  if (!needed) redirect(localPath(next));
  return (
    <AuthShell wide title={t("owedTitle")} description={t("owedText", { name: actor.name })}>
      {hasPasskeys && since === null && <Alert className="mb-4">{t("owedPasskey")}</Alert>}
      <OwedSecondFactor
        account={actor.email}
        asksPassword={asksPassword}
        isOn={since !== null}
        next={localPath(next)}
      />
    </AuthShell>
  );
}
