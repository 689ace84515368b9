"use client";

import { useLocale, useTimeZone, useTranslations } from "next-intl";
import { useEffect } from "react";
import { useRefresh } from "@/components/live/use-refresh";
import { useRun } from "@/components/form/use-run";
import { useLabel } from "@/components/leads/vocabulary/labels";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Progress } from "@/components/ui/progress";
import { Section } from "@/components/ui/section";
import { formatDate, formatNumber } from "@/lib/core/format";
import { reviveAction } from "@/lib/leads/vocabulary/actions";
import type { MovedKind, TermView } from "@/lib/leads/vocabulary/schema";

const LOOK_MS = 1500;

/** What was retired: what took its place, and how far its leads have moved. */
export function RetiredList({ kind, terms }: { kind: MovedKind; terms: readonly TermView[] }) {
  const t = useTranslations("vocabulary");
  const refresh = useRefresh();
  const retired = terms.filter(({ active }) => !active);
  const moving = retired.some(({ leads }) => leads > 0);

  useEffect(() => {
    if (!moving) return;
    const timer = setInterval(() => {
      refresh();
    }, LOOK_MS);
    return () => {
      clearInterval(timer);
    };
  }, [moving, refresh]);

  if (retired.length === 0) return null;
  return (
    <Section title={t("retiredTitle")} description={t("retiredText")}>
      <Card>
        <ul className="divide-y">
          {retired.map((term) => (
            <RetiredRow key={term.id} kind={kind} term={term} terms={terms} />
          ))}
        </ul>
      </Card>
    </Section>
  );
}

function RetiredRow({ kind, term, terms }: { kind: MovedKind; term: TermView; terms: readonly TermView[] }) {
  const t = useTranslations("vocabulary");
  const label = useLabel();
  const { run, pending } = useRun();
  const to = { locale: useLocale(), timeZone: useTimeZone() ?? "UTC" };
  const { retired } = term;
  const successor = terms.find(({ id }) => id === retired?.successorId);
  const all = Math.max(retired?.toMove ?? 0, term.leads);
  const progress = t("moved", {
    moved: formatNumber(all - term.leads, to),
    all: formatNumber(all, to),
  });
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2.5">
      <div className="min-w-0 flex-1">
        <p className="wrap-anywhere">
          {label(term)}
          {successor && <span className="text-muted-foreground"> → {label(successor)}</span>}
        </p>
        {retired && (
          <p className="text-xs text-muted-foreground">
            {t("retiredOn", { day: formatDate(retired.at, to), by: retired.by || t("somebody") })}
          </p>
        )}
        {term.leads > 0 && successor && (
          <div className="mt-1.5 flex flex-col gap-1">
            <Progress label={t("moving")} value={all - term.leads} max={all} valueText={progress} />
            <p className="text-xs text-muted-foreground" aria-live="polite">
              {progress} {t("goesOn")}
            </p>
          </div>
        )}
      </div>
      <Button
        size="sm"
        pending={pending}
        aria-label={t("reviveNamed", { label: label(term) })}
        onClick={() => void run(() => reviveAction({ kind, id: term.id }), t("revived", { label: label(term) }))}
      >
        {t("revive")}
      </Button>
    </li>
  );
}
