import type { useTranslations } from "next-intl";
import type { SiteTrouble } from "@/lib/intake/proof/schema";

/** That there is no answer, and by whom; one with the former connection line wasn't even asked. */
export function troubleTitle(t: ReturnType<typeof useTranslations<"proof">>, troubles: SiteTrouble[]): string {
  const [only, ...others] = troubles;
  if (others.length > 0) return t("failedMany", { count: troubles.length });
  if (!only || only.site === "") return t("failed");
  return t(only.reason === "old_line" ? "notAskedAt" : "failedAt", { site: only.site });
}
