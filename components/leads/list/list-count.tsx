import { getFormatter, getTranslations } from "next-intl/server";
import type { LeadCount } from "@/lib/leads/list/schema";

export async function ListCount({ count }: { count: Promise<LeadCount> }) {
  const [t, format, { total, more }] = await Promise.all([getTranslations("leads"), getFormatter(), count]);
  return <>{more ? t("moreThan", { number: format.number(total) }) : t("count", { count: total })}</>;
}
