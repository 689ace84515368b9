import { useLocale, useTranslations } from "next-intl";
import { fieldWord } from "@/components/intake/imports/note-words";
import { formatNumber } from "@/lib/core/format";
import type { ImportProgress } from "@/lib/intake/importing/schema";

/** Which fields the updates are about. */
export function UpdatedFields({ fields }: Pick<ImportProgress, "fields">) {
  const t = useTranslations("imports");
  const locale = useLocale();
  if (fields.length === 0) return null;
  const said = fields.map(
    ({ field, label, count }) => `${fieldWord(t, field, label)} (${formatNumber(count, { locale })})`,
  );
  return <p className="text-sm text-muted-foreground">{t("updatesFields", { fields: said.join(", ") })}</p>;
}
