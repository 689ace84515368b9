import { getLocale, getTranslations } from "next-intl/server";
import { Alert } from "@/components/ui/alert";
import { LinkButton } from "@/components/ui/link-button";
import { formatDay } from "@/lib/core/format";
import type { ProofTrouble } from "@/lib/intake/proof/queries";

const NAMED = 3;
const dayName = (day: string, locale: string) => formatDay(`${day}T00:00Z`, { locale, timeZone: "UTC" });

/** That something a site had never arrived, for whoever may read it; nothing where nothing is missing. */
export async function TroubleAlert({ trouble }: { trouble: ProofTrouble }) {
  const [t, locale] = await Promise.all([getTranslations("proof"), getLocale()]);
  const { missing, sources, from, to, week } = trouble;
  if (missing === 0) return null;
  const [only] = sources;
  const path = sources.length === 1 && only ? `/intake/proof/${only.id}` : "/intake/proof";
  const names = sources.slice(0, NAMED).map(({ name }) => name);
  return (
    <Alert
      variant="danger"
      title={t("missingTitle", { count: missing })}
      action={
        <LinkButton size="sm" href={week ? `${path}?to=${week}` : path}>
          {t("see")}
        </LinkButton>
      }
    >
      {t("troubleText", {
        count: missing,
        isOneDay: String(from === to),
        from: dayName(from, locale),
        to: dayName(to, locale),
        sources: names.join(", ") + (sources.length > NAMED ? "…" : ""),
      })}
    </Alert>
  );
}
