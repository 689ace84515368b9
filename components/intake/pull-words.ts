import { formatNumber } from "@/lib/core/format";
import type { useTranslations } from "next-intl";

type Words = ReturnType<typeof useTranslations<"intake">>;
type Counted = { seen: number; fresh: number; known: number; total: number | null };

/** How far a run is, or was. What was brought and had come by another way before is none that is new. */
export function pullWords(t: Words, { seen, fresh: brought, known, total }: Counted, locale: string): string {
  const shown = (value: number) => formatNumber(value, { locale });
  const fresh = Math.max(brought - known, 0);
  const read = { seen, fresh, seenShown: shown(seen), freshShown: shown(fresh) };
  const progress =
    total === null ? t("fetch.progress", read) : t("fetch.progressOf", { ...read, total, totalShown: shown(total) });
  return known === 0 ? progress : t("fetch.already", { progress, known, shown: shown(known) });
}
