import { useLocale, useTranslations } from "next-intl";
import { formatNumber } from "@/lib/core/format";
import type { ImportProgress } from "@/lib/intake/importing/schema";

/** Which fields the updates are about. */
export function UpdatedFields({ fields }: Pick<ImportProgress, "fields">) {
  const t = useTranslations("imports");
  const locale = useLocale();
  if (fields.length === 0) return null;
  const said = fields.map(({ field, count }) => `${t(`fields.${field}`)} (${formatNumber(count, { locale })})`);
  return <p className="text-sm text-muted-foreground">{t("updatesFields", { fields: said.join(", ") })}</p>;
}
