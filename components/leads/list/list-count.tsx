import { getLocale, getTranslations } from "next-intl/server";
import { formatNumber } from "@/lib/core/format";
import type { LeadCount } from "@/lib/leads/list/schema";

export async function ListCount({ count }: { count: Promise<LeadCount> }) {
  const [t, locale, { total, more }] = await Promise.all([getTranslations("leads"), getLocale(), count]);
  const number = formatNumber(total, { locale });
  return <>{more ? t("moreThan", { number }) : t("count", { count: total, number })}</>;
}
