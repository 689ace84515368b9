"use client";

import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import type { Band, Reason } from "@/lib/leads/duplicates/pairs/schema";

/** Why two leads may be one. */
export function PairReasons({ reasons }: { reasons: readonly Reason[] }) {
  const t = useTranslations("duplicates");
  return (
    <ul className="flex flex-wrap gap-x-3 gap-y-1 text-xs text-muted-foreground">
      {reasons.map(({ kind, value = "", likeness = 0 }) => (
        <li key={kind} className="min-w-0 wrap-anywhere">
          {t(`reasons.${kind}`, { value, likeness })}
        </li>
      ))}
    </ul>
  );
}

const LOOKS = { strong: "success", likely: "info", possible: "neutral" } as const;

/** How near they are, in a word. */
export function PairBand({ band }: { band: Band }) {
  const t = useTranslations("duplicates");
  return <Badge variant={LOOKS[band]}>{t(`bands.${band}`)}</Badge>;
}
