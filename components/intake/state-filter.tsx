import { Link } from "@/components/ui/link";
import { useTranslations } from "next-intl";
import { cn } from "@/lib/core/cn";
import type { DeliveryState } from "@/lib/intake/deliveries/schema";

/** Each state is an address of its own, so a view can be linked. */
const SHOWN = ["received", "processed", "duplicate", "spam", "rejected", "failed", "quarantined"] as const;

export function StateFilter({ path, state }: { path: string; state: DeliveryState | undefined }) {
  const t = useTranslations("intake");
  return (
    <nav aria-label={t("filter")} className="flex flex-wrap gap-1.5">
      {[undefined, ...SHOWN].map((one) => (
        <Link
          key={one ?? "all"}
          href={one ? `${path}?state=${one}` : path}
          scroll={false}
          aria-current={one === state ? "page" : undefined}
          className={cn(
            "rounded-full border px-2.5 py-1 text-xs whitespace-nowrap hover:bg-hover pointer-coarse:py-2",
            one === state && "border-accent bg-accent-soft font-medium text-accent-text",
          )}
        >
          {one ? t(`states.${one}`) : t("allStates")}
        </Link>
      ))}
    </nav>
  );
}
