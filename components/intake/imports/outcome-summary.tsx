"use client";

import { ChevronRight } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { RowTable } from "@/components/intake/imports/row-table";
import { Card } from "@/components/ui/card";
import { TonePill } from "@/components/ui/tone-pill";
import { cn } from "@/lib/core/cn";
import { formatNumber } from "@/lib/core/format";
import type { Tone } from "@/components/ui/tone";
import type { ImportProgress, Outcome, OutcomeCount, Undo } from "@/lib/intake/importing/schema";

export const TONES: Record<Outcome, Tone> = {
  new: "green",
  updated: "blue",
  touched: "cyan",
  unchanged: "gray",
  skipped: "gray",
  refused: "red",
};
const ORDER: Outcome[] = ["new", "updated", "touched", "unchanged", "skipped", "refused"];

/** `undo`: what an undo made of them. */
type Group = Omit<OutcomeCount, "undo"> & { key: string; undo: Undo };
type OutcomeSummaryProps = {
  progress: ImportProgress;
  columns: string[];
  /** What the statuses are called that a row may name. */
  statuses: string[];
  done: boolean;
};

/** "120 new, 14 would update, 3 refused because …"; each line opens its rows. */
export function OutcomeSummary({ progress, columns, statuses, done }: OutcomeSummaryProps) {
  const t = useTranslations("imports");
  const locale = useLocale();
  const [open, setOpen] = useState<string>();
  const groups = groupsOf(progress);
  const { stage, state, rowCount, settled } = progress;
  const notReached = stage === "run" && state !== "done" ? rowCount - settled : 0;
  return (
    <Card>
      <ul className="flex flex-col divide-y">
        {groups.map((group) => {
          const { key, outcome, reason, undo, count } = group;
          const isOpen = open === key;
          const [kept, undone] = [undo === "kept", undo === "undone"];
          const told = toldAs(undone, done);
          const words = t(`${told}.${outcome}`, { count, shown: formatNumber(count, { locale }) });
          return (
            <li key={key}>
              <button
                type="button"
                aria-expanded={isOpen}
                className="flex w-full flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3 text-left hover:bg-hover"
                onClick={() => {
                  setOpen(isOpen ? undefined : key);
                }}
              >
                <ChevronRight
                  aria-hidden
                  className={cn("size-4 shrink-0 text-muted-foreground transition-transform", isOpen && "rotate-90")}
                />
                <TonePill tone={toneOf({ outcome, reason, undo })}>{kept ? t("keptLabel") : words}</TonePill>
                <span className="min-w-0 flex-1 text-sm text-muted-foreground">
                  {kept ? words : !undone && reason && becauseOf(group)}
                </span>
              </button>
              {isOpen && (
                <RowTable
                  asked={{
                    importId: progress.id,
                    outcome,
                    ...(reason && { reason }),
                    ...(progress.stage === "undo" && { undo }),
                  }}
                  columns={columns}
                />
              )}
            </li>
          );
        })}
        {done && groups.some(({ asksStatus }) => asksStatus) && (
          <li className="px-4 py-3 pl-11 text-sm text-muted-foreground">
            {t("statusesThere", { names: statuses.join(", ") })}
          </li>
        )}
        {notReached > 0 && (
          <li className="px-4 py-3 pl-11 text-sm text-muted-foreground">
            {t("notReached", { count: notReached, shown: formatNumber(notReached, { locale }) })}
          </li>
        )}
      </ul>
    </Card>
  );

  function becauseOf({ reason, count, more }: Group): string {
    const because = t(`because.${reason as "known"}`);
    if (more === 0) return because;
    if (more === count) return t("becauseAndMore", { because });
    return t("becauseMoreOfSome", { because, count: more, shown: formatNumber(more, { locale }) });
  }
}

function toldAs(undone: boolean, done: boolean) {
  if (undone) return "undid";
  return done ? "did" : "would";
}

function toneOf({ outcome, reason, undo }: Pick<Group, "outcome" | "reason" | "undo">): Tone {
  if (undo === "undone") return "gray";
  return undo === "kept" || reason === "unreachable" ? "amber" : TONES[outcome];
}

/** By outcome and reason; after an undo, what it took back and what it had to leave stand apart. */
function groupsOf({ counts, stage }: ImportProgress): Group[] {
  const groups = new Map<string, Group>();
  for (const one of counts) {
    const undo = stage === "undo" ? (one.undo as Undo) : "";
    const key = [one.outcome, one.reason, undo].join("|");
    const known = groups.get(key);
    if (known) {
      known.count += one.count;
      known.more += one.more;
      known.asksStatus ||= one.asksStatus;
    } else groups.set(key, { ...one, key, undo });
  }
  return [...groups.values()].sort((a, b) => ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome));
}
