import { useLocale, useTranslations } from "next-intl";
import { fieldWord } from "@/components/intake/imports/note-words";
import { formatNumber } from "@/lib/core/format";
import { isExtraName, labelOfExtra } from "@/lib/leads/bulk/extra-values/schema";
import type { ImportProgress } from "@/lib/intake/importing/schema";

/** Which fields the updates are about, and which extra values: these may be called as a field is. */
export function UpdatedFields({ fields }: Pick<ImportProgress, "fields">) {
  const t = useTranslations("imports");
  const locale = useLocale();
  if (fields.length === 0) return null;
  const counted = (word: string, count: number) => `${word} (${formatNumber(count, { locale })})`;
  const own = fields.flatMap(({ field, label, count }) =>
    isExtraName(field) ? [] : [counted(fieldWord(t, field, label), count)],
  );
  const extra = fields.flatMap(({ field, count }) => (isExtraName(field) ? [counted(labelOfExtra(field), count)] : []));
  const said = [
    own.length > 0 && t("updatesFields", { fields: own.join(", ") }),
    extra.length > 0 && t("updatesExtra", { fields: extra.join(", ") }),
  ];
  return <p className="text-sm break-words text-muted-foreground">{said.filter(Boolean).join(" ")}</p>;
}
