import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { SetUpForm } from "@/components/auth/set-up-form";
import { AuthShell } from "@/components/shell/auth-shell";
import { countryOptions } from "@/lib/settings/countries";
import { DEFAULT_ORGANISATION } from "@/lib/settings/schema";
import { setUpState } from "@/lib/users/set-up/queries";

export async function generateMetadata() {
  const t = await getTranslations("setUp");
  return { title: t("title") };
}

export default async function SetUpPage({ searchParams }: { searchParams: Promise<{ token?: string | string[] }> }) {
  const { token } = await searchParams;
  const given = typeof token === "string" ? token : "";
  const [t, locale, state] = await Promise.all([getTranslations("setUp"), getLocale(), setUpState(given)]);
  if (state === "done") redirect("/sign-in");
  if (state === "closed") {
    const words =
      given === "" ? (["closedTitle", "closedText"] as const) : (["wrongCodeTitle", "wrongCodeText"] as const);
    return (
      <AuthShell title={t(words[0])} description={t(words[1])} footer={given === "" && t("closedHint")}>
        <code className="block overflow-x-auto rounded-md border bg-muted px-3 py-2 font-mono text-sm">
          /set-up?token=…
        </code>
      </AuthShell>
    );
  }
  const { timeZone, defaultCountry } = DEFAULT_ORGANISATION;
  return (
    <AuthShell wide>
      <SetUpForm
        token={given}
        defaults={{ name: "", timeZone, defaultCountry, locale }}
        countries={countryOptions(locale)}
      />
    </AuthShell>
  );
}
