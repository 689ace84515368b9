import { getLocale, getTranslations } from "next-intl/server";
import { deltaOf } from "@/components/home/delta";
import { Stat } from "@/components/ui/stat";
import { formatNumber, formatPercent } from "@/lib/core/format";
import { leadsHref } from "@/lib/leads/list/schema";
import type { Compared, HomeNumbers as Numbers } from "@/lib/analytics/home/schema";

const UNFILTERED = leadsHref();
const KEYS = ["total", "pending", "contacted", "active"] as const;

function deltaProps(number: Compared, locale: string) {
  const delta = deltaOf(number, locale);
  return delta && { delta };
}

/** The four numbers that everybody knows from before, each opening its rows. */
export async function HomeNumbers({ numbers }: { numbers: Numbers }) {
  const [t, locale] = await Promise.all([getTranslations("home"), getLocale()]);
  const total = numbers.total.count;
  return (
    <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      {KEYS.map((key) => (
        <Stat
          key={key}
          label={t(`numbers.${key}`)}
          value={formatNumber(numbers[key].count, { locale })}
          href={numbers[key].href}
          {...deltaProps(numbers[key], locale)}
          note={
            key === "total" || total === 0
              ? t(numbers.total.href === UNFILTERED ? `about.${key}` : "filtered")
              : t("ofAll", { share: formatPercent(numbers[key].count / total, { locale }) })
          }
        />
      ))}
    </div>
  );
}
