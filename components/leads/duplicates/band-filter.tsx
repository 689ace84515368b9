import { Link } from "@/components/ui/link";
import { useTranslations } from "next-intl";
import { cn } from "@/lib/core/cn";
import { BANDS } from "@/lib/leads/duplicates/pairs/schema";
import type { Band } from "@/lib/leads/duplicates/pairs/schema";

type BandFilterProps = { band: Band | undefined; counts: Record<Band, number>; most: number };

/** Each strength is an address of its own. */
export function BandFilter({ band, counts, most }: BandFilterProps) {
  const t = useTranslations("duplicates");
  const shown = (one: Band) => (counts[one] >= most ? `${most}+` : String(counts[one]));
  return (
    <nav aria-label={t("filter")} className="flex flex-wrap gap-1.5">
      {[undefined, ...BANDS].map((one) => (
        <Link
          key={one ?? "all"}
          href={one ? `/leads/duplicates?strength=${one}` : "/leads/duplicates"}
          aria-current={one === band ? "page" : undefined}
          className={cn(
            "rounded-full border px-2.5 py-1 text-xs whitespace-nowrap hover:bg-hover pointer-coarse:py-2",
            one === band && "border-accent bg-accent-soft font-medium text-accent-text",
          )}
        >
          {one ? `${t(`bands.${one}`)} (${shown(one)})` : t("all")}
        </Link>
      ))}
    </nav>
  );
}
