"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Suspense, use } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { formatNumber } from "@/lib/core/format";
import type { FormatFor } from "@/lib/core/format";
import type { BulkChangeSet } from "@/lib/leads/bulk/changing/schema";
import type { LeadCount } from "@/lib/leads/list/schema";

export type BulkKind = BulkChangeSet["kind"];

type BulkBarProps = {
  /** Null: all that the list lets through. */
  count: number | null;
  /** Of all, those that aren't chosen. */
  but: number;
  shown: number;
  counted: Promise<LeadCount>;
  now: LeadCount | null;
  to: FormatFor;
  /** Null: what is shown isn't found by what the list asks. */
  onAll: (() => void) | null;
  onClear: () => void;
  onKind: (kind: BulkKind) => void;
};

/** What can be done with the leads chosen; at the bottom of the screen, where it covers no row that is read. */
export function BulkBar({ count, but, shown, counted, now, to, onAll, onClear, onKind }: BulkBarProps) {
  const t = useTranslations("leads");
  return (
    <div
      role="region"
      aria-label={t("bulk.bar")}
      className="sticky bottom-16 z-30 mx-auto mt-2 flex w-fit max-w-full flex-wrap items-center gap-2 rounded-xl border bg-raised px-3 py-2 text-sm shadow-dialog md:bottom-4"
    >
      <span aria-live="polite" className="font-medium">
        {count === null ? <AllCount but={but} counted={counted} now={now} to={to} /> : t("bulk.chosen", { count })}
      </span>
      <IconButton size="sm" label={t("bulk.clear")} onClick={onClear}>
        <X aria-hidden />
      </IconButton>
      {onAll && count !== null && count >= shown && (
        <Suspense
          fallback={
            <Button size="sm" variant="ghost" onClick={onAll}>
              {t("bulk.all")}
            </Button>
          }
        >
          <AllMatching {...{ count, counted, now, to, onAll }} />
        </Suspense>
      )}
      {(["owner", "status", "tags", "task"] as const).map((kind) => (
        <Button
          key={kind}
          size="sm"
          onClick={() => {
            onKind(kind);
          }}
        >
          {t(`bulk.kinds.${kind}`)}
        </Button>
      ))}
    </div>
  );
}

type CountedProps = Pick<BulkBarProps, "counted" | "now" | "to">;

function AllCount(props: CountedProps & { but: number }) {
  const t = useTranslations("leads");
  return (
    <Suspense fallback={t("bulk.all")}>
      <AllChosen {...props} />
    </Suspense>
  );
}

function AllChosen({ but, counted, now, to }: CountedProps & { but: number }) {
  const t = useTranslations("leads");
  const { total, more } = now ?? use(counted);
  const all = t(more ? "bulk.allChosenMore" : "bulk.allChosen", { count: formatNumber(total, to) });
  return but === 0 ? all : t("bulk.allBut", { all, count: but });
}

/** Where there are more than those that were chosen. */
function AllMatching({ count, counted, now, to, onAll }: CountedProps & { count: number; onAll: () => void }) {
  const t = useTranslations("leads");
  const { total, more } = now ?? use(counted);
  if (!more && count >= total) return null;
  return (
    <Button size="sm" variant="ghost" onClick={onAll}>
      {t(more ? "bulk.allMore" : "bulk.allOf", { count: formatNumber(total, to) })}
    </Button>
  );
}
