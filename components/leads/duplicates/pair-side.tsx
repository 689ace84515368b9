"use client";

import { Link } from "@/components/ui/link";
import { useLocale, useTimeZone, useTranslations } from "next-intl";
import { isTone } from "@/components/ui/tone";
import { TonePill } from "@/components/ui/tone-pill";
import { formatDate } from "@/lib/core/format";
import type { PairSide } from "@/lib/leads/duplicates/pairs/schema";
import type { StatusView } from "@/lib/leads/page/schema";

/** One lead of a pair: enough to tell at a glance whether they are one. */
export function PairSideView({ side, statuses }: { side: PairSide; statuses: readonly StatusView[] }) {
  const t = useTranslations("duplicates");
  const to = { locale: useLocale(), timeZone: useTimeZone() ?? "UTC" };
  const status = statuses.find(({ id }) => id === side.statusId);
  const title = side.contactName || side.firm || side.email || side.phone || side.label;
  const second = [side.contactName && side.firm, side.email, side.phone].filter(Boolean).join(" · ");
  return (
    <div className="min-w-0 rounded-md border px-3 py-2 text-sm">
      <div className="flex min-w-0 items-center justify-between gap-2">
        <Link href={`/leads/${side.number}`} className="min-w-0 truncate font-medium hover:underline">
          {title}
        </Link>
        {status && <TonePill tone={isTone(status.tone) ? status.tone : "gray"}>{status.label}</TonePill>}
      </div>
      {second !== "" && <p className="truncate text-muted-foreground">{second}</p>}
      <p className="truncate text-xs text-muted-foreground">
        {[side.label, formatDate(side.receivedAt, to), side.ownerName || t("nobody")].join(" · ")}
      </p>
    </div>
  );
}
