"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { compareHref } from "@/components/leads/duplicates/compare-href";
import { PairBand, PairReasons } from "@/components/leads/duplicates/pair-reasons";
import { PairSideView } from "@/components/leads/duplicates/pair-side";
import { useRun } from "@/components/form/use-run";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Checkbox, CheckboxLine } from "@/components/ui/checkbox";
import { LinkButton } from "@/components/ui/link-button";
import { dismissPairsAction } from "@/lib/leads/duplicates/pairs/actions";
import type { Pair } from "@/lib/leads/duplicates/pairs/schema";
import type { StatusView } from "@/lib/leads/page/schema";

/** Pairs that may be one, to be looked at or dismissed one by one or several at once. */
export function PairList({ pairs, statuses }: { pairs: readonly Pair[]; statuses: readonly StatusView[] }) {
  const t = useTranslations("duplicates");
  const { run, pending } = useRun();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const marked = pairs.filter(({ id }) => chosen.has(id)).map(({ id }) => id);

  async function dismiss(pairIds: string[]) {
    const done = await run(() => dismissPairsAction({ pairIds }), t("dismissed", { count: pairIds.length }));
    if (done) setChosen(new Set());
  }

  return (
    <Card>
      <div className="flex min-h-12 flex-wrap items-center justify-between gap-2 border-b px-4 py-2">
        <CheckboxLine
          label={marked.length === 0 ? t("markAll") : t("marked", { count: marked.length })}
          checked={marked.length === pairs.length}
          indeterminate={marked.length > 0 && marked.length < pairs.length}
          onCheckedChange={(on) => {
            setChosen(new Set(on ? pairs.map(({ id }) => id) : []));
          }}
        />
        {marked.length > 0 && (
          <Button pending={pending} onClick={() => void dismiss(marked)}>
            {t("dismissMarked", { count: marked.length })}
          </Button>
        )}
      </div>
      <ul className="divide-y">
        {pairs.map((pair) => (
          <li key={pair.id} className="flex gap-3 px-4 py-3">
            <Checkbox
              className="mt-1 shrink-0"
              aria-label={t("mark", { one: pair.a.label, other: pair.b.label })}
              checked={chosen.has(pair.id)}
              onCheckedChange={(on) => {
                const next = new Set(chosen);
                if (on) next.add(pair.id);
                else next.delete(pair.id);
                setChosen(next);
              }}
            />
            <div className="flex min-w-0 flex-1 flex-col gap-2">
              <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <PairBand band={pair.band} />
                <PairReasons reasons={pair.reasons} />
              </div>
              <div className="grid gap-2 sm:grid-cols-2">
                <PairSideView side={pair.a} statuses={statuses} />
                <PairSideView side={pair.b} statuses={statuses} />
              </div>
              <div className="flex flex-wrap gap-2">
                <LinkButton
                  size="sm"
                  variant="primary"
                  href={compareHref(pair.a.number, pair.b.number)}
                  aria-label={t("compareThese", { one: pair.a.label, other: pair.b.label })}
                >
                  {t("compare")}
                </LinkButton>
                <Button
                  size="sm"
                  pending={pending}
                  aria-label={t("notSameThese", { one: pair.a.label, other: pair.b.label })}
                  onClick={() => void dismiss([pair.id])}
                >
                  {t("notSame")}
                </Button>
              </div>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
