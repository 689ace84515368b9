"use client";

import { Link } from "@/components/ui/link";
import { useLocale, useTimeZone, useTranslations } from "next-intl";
import { isTone } from "@/components/ui/tone";
import { TonePill } from "@/components/ui/tone-pill";
import { cn } from "@/lib/core/cn";
import { formatDate } from "@/lib/core/format";
import type { Compared, Side } from "@/lib/leads/merging/comparison/schema";

type CompareHeadProps = { compared: Compared; survivor: Side; onChange: (side: Side) => void };

/** Both leads side by side, and which of them stays. */
export function CompareHead({ compared, survivor, onChange }: CompareHeadProps) {
  const t = useTranslations("duplicates");
  const to = { locale: useLocale(), timeZone: useTimeZone() ?? "UTC" };
  return (
    <fieldset className="grid grid-cols-2 gap-2 sm:gap-3">
      <legend className="mb-2 text-sm font-medium">{t("which")}</legend>
      {(["a", "b"] as const).map((side) => {
        const lead = compared[side];
        const stays = side === survivor;
        return (
          <div
            key={side}
            className={cn(
              "flex min-w-0 flex-col gap-2 rounded-lg border bg-surface p-3 shadow-card",
              stays && "border-accent ring-1 ring-accent",
            )}
          >
            <label className="flex items-center gap-2 text-sm font-medium pointer-coarse:min-h-10">
              <input
                type="radio"
                name="survivor"
                className="size-4 shrink-0 accent-accent pointer-coarse:size-5"
                checked={stays}
                onChange={() => {
                  onChange(side);
                }}
              />
              <span className="min-w-0">
                {lead.label}{" "}
                <span className="font-normal text-muted-foreground">{stays ? t("stays") : t("joins")}</span>
              </span>
            </label>
            <div className="min-w-0 text-sm">
              <Link href={`/leads/${lead.number}`} className="font-medium wrap-anywhere hover:underline">
                {lead.title}
              </Link>
              {lead.firm !== "" && <p className="wrap-anywhere text-muted-foreground">{lead.firm}</p>}
            </div>
            <div>
              <TonePill tone={isTone(lead.status.tone) ? lead.status.tone : "gray"}>{lead.status.label}</TonePill>
            </div>
            <p className="text-xs text-muted-foreground">
              {formatDate(lead.receivedAt, to)} ·{" "}
              {t("counts", { touchCount: lead.touchCount, notes: lead.notes, attempts: lead.attempts })}
            </p>
          </div>
        );
      })}
    </fieldset>
  );
}
