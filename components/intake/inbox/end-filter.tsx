import { X } from "lucide-react";
import { Link } from "@/components/ui/link";
import { useLocale, useTranslations } from "next-intl";
import { cn } from "@/lib/core/cn";
import { formatDate, formatNumber } from "@/lib/core/format";
import { ENDS, filterOfEnd } from "@/lib/intake/inbox/schema";
import { inboxHref } from "@/lib/intake/inbox/search-params";
import { SPAM_KEYS } from "@/lib/intake/spam/schema";
import type { InboxCounts } from "@/lib/intake/inbox/queries";
import type { InboxFilter } from "@/lib/intake/inbox/schema";

/** Where arrivals end, each with how many there are and an address of its own. */
export function EndFilter({ filter, counts }: { filter: InboxFilter; counts: InboxCounts }) {
  const t = useTranslations("inbox");
  const spam = useTranslations("spam");
  const locale = useLocale();
  const { state, outcome, submitted, ended, check, ...rest } = filter;
  const spoken = SPAM_KEYS.find((one) => one === check);
  const kept = { ...(submitted && { submitted }), ...(ended && { ended }), ...(check && { check }) };
  const chosen = { ...(state && { state }), ...(outcome && { outcome }), ...kept };
  return (
    <nav aria-label={t("ends")} className="flex flex-wrap gap-1.5">
      <Chip
        href={inboxHref({ ...rest, ...(ended === "badly" ? without(kept, "ended") : kept) })}
        current={!state && ended !== "badly"}
      >
        {t("all")}
      </Chip>
      {(counts.badly > 0 || ended === "badly") && (
        <Chip
          href={inboxHref({ ...rest, ...without(kept, "ended"), ...(ended !== "badly" && { ended: "badly" }) })}
          current={ended === "badly"}
          count={counts.badly}
          more={counts.more}
          tone="warning"
        >
          {t("ended.badly")}
          {ended === "badly" && <X aria-label={t("clear")} className="ml-1 size-3" />}
        </Chip>
      )}
      {ENDS.map((one) => {
        const own = filterOfEnd(one);
        const count = counts.ends[one] ?? 0;
        const current = own.state === state && own.outcome === outcome;
        if (count === 0 && !current) return null;
        return (
          <Chip
            key={one}
            href={inboxHref({ ...rest, ...kept, ...own })}
            current={current}
            count={count}
            more={counts.more}
          >
            {t(`endNames.${one}`)}
          </Chip>
        );
      })}
      {spoken && (
        <Chip href={inboxHref({ ...rest, ...without(chosen, "check") })} current>
          {spam("spoke", { check: spam(`checks.${spoken}`) })}
          <X aria-label={t("clear")} className="ml-1 size-3" />
        </Chip>
      )}
      {ended === "well" && (
        <Chip href={inboxHref({ ...rest, ...without(chosen, "ended") })} current>
          {t("ended.well")}
          <X aria-label={t("clear")} className="ml-1 size-3" />
        </Chip>
      )}
      {submitted && (
        <Chip href={inboxHref({ ...rest, ...without(chosen, "submitted") })} current>
          {t("submitted", { day: formatDate(`${submitted}T00:00Z`, { locale, timeZone: "UTC" }) })}
          <X aria-label={t("clear")} className="ml-1 size-3" />
        </Chip>
      )}
    </nav>
  );
}

function without(filter: InboxFilter, name: keyof InboxFilter): InboxFilter {
  return Object.fromEntries(Object.entries(filter).filter(([key]) => key !== name));
}

type ChipProps = {
  href: string;
  current: boolean;
  count?: number;
  more?: boolean;
  tone?: "warning";
  children: React.ReactNode;
};

function Chip({ href, current, count, more = false, tone, children }: ChipProps) {
  const locale = useLocale();
  return (
    <Link
      href={href}
      scroll={false}
      aria-current={current ? "page" : undefined}
      className={cn(
        "inline-flex items-center rounded-full border px-2.5 py-1 text-xs whitespace-nowrap hover:bg-hover pointer-coarse:py-2",
        tone === "warning" && "border-warning/40 bg-warning-soft text-warning",
        current && "border-accent bg-accent-soft font-medium text-accent-text",
      )}
    >
      {children}
      {count !== undefined && (
        <span className="ml-1.5 text-muted-foreground tabular-nums">
          {formatNumber(count, { locale })}
          {more && "+"}
        </span>
      )}
    </Link>
  );
}
