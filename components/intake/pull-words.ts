import { formatNumber } from "@/lib/core/format";
import type { useTranslations } from "next-intl";

type Words = ReturnType<typeof useTranslations<"intake">>;
type Counted = { seen: number; fresh: number; total: number | null };

/** How far a run is, or was. */
export function pullWords(t: Words, { seen, fresh, total }: Counted, locale: string): string {
  const shown = (value: number) => formatNumber(value, { locale });
  const read = { seen: shown(seen), fresh: shown(fresh) };
  return total === null ? t("fetch.progress", read) : t("fetch.progressOf", { ...read, total: shown(total) });
}
