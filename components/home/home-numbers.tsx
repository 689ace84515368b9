import { getLocale, getTranslations } from "next-intl/server";
import { deltaOf } from "@/components/home/delta";
import { Stat } from "@/components/ui/stat";
import { formatNumber, formatPercent } from "@/lib/core/format";
import { leadsHref } from "@/lib/leads/list/schema";
import type { Compared, Counted, HomeNumbers as Numbers } from "@/lib/analytics/home/schema";

const UNFILTERED = leadsHref();
const KEYS = ["total", "pending", "contacted", "active"] as const;

function deltaProps(number: Compared, locale: string) {
  const delta = deltaOf(number, locale);
  return delta && { delta };
}

type HomeNumbersProps = {
  numbers: Numbers;
  /** Of whose own leads these are: none of them is still without an owner, so that whom they haven't contacted counts. */
  uncontacted?: Counted | undefined;
};

/** The four numbers that everybody knows from before, each opening its rows. */
export async function HomeNumbers({ numbers, uncontacted }: HomeNumbersProps) {
  const [t, locale] = await Promise.all([getTranslations("home"), getLocale()]);
  const total = numbers.total.count;
  return (
    <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      {KEYS.map((key) => {
        const name = key === "pending" && uncontacted ? "uncontacted" : key;
        const number = key === "pending" && uncontacted ? { ...uncontacted, before: null } : numbers[key];
        return (
          <Stat
            key={key}
            label={t(`numbers.${name}`)}
            value={formatNumber(number.count, { locale })}
            href={number.href}
            definition={{
              label: t("meaning", { title: t(`numbers.${name}`) }),
              text: t(`numbers.means.${name}`),
            }}
            {...deltaProps(number, locale)}
            note={
              key === "total" || total === 0
                ? t(numbers.total.href === UNFILTERED ? `about.${key}` : "filtered")
                : t("ofAll", { share: formatPercent(number.count / total, { locale }) })
            }
          />
        );
      })}
    </div>
  );
}
