"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRefresh } from "@/components/live/use-refresh";
import { lost, useOutcome } from "@/components/form/use-outcome";
import { CompareField } from "@/components/leads/duplicates/compare-field";
import { CompareHead } from "@/components/leads/duplicates/compare-head";
import { PairReasons } from "@/components/leads/duplicates/pair-reasons";
import { useRun } from "@/components/form/use-run";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { notify } from "@/components/ui/notify";
import { dismissPairsAction } from "@/lib/leads/duplicates/pairs/actions";
import { mergeLeadsAction, unmergeLeadsAction } from "@/lib/leads/merging/actions";
import type { Compared, ComparedField, Side } from "@/lib/leads/merging/comparison/schema";
import type { MergeField } from "@/lib/leads/merging/schema";

/** Which of two leads stays, and of which each value is taken. */
export function MergeForm({ compared }: { compared: Compared }) {
  const t = useTranslations("duplicates");
  const router = useRouter();
  const refresh = useRefresh();
  const outcome = useOutcome();
  const { run, pending } = useRun();
  const [survivor, setSurvivor] = useState<Side>(compared.suggests);
  const [chosen, setChosen] = useState<Partial<Record<MergeField, Side>>>({});
  const [stays, goes] = survivor === "a" ? [compared.a, compared.b] : [compared.b, compared.a];
  const other: Side = survivor === "a" ? "b" : "a";
  // What nobody chose is the survivor's, unless it says nothing there.
  const sideOf = (field: ComparedField): Side =>
    chosen[field.field] ?? (isEmpty(field[survivor].value) && !isEmpty(field[other].value) ? other : survivor);
  const differing = compared.fields.filter((field) => field.a.value !== field.b.value);
  const alike = compared.fields.filter((field) => field.a.value === field.b.value && !isEmpty(field.a.value));

  async function merge() {
    const result = await run(async () => {
      const answered = await mergeLeadsAction({
        survivorId: stays.id,
        otherId: goes.id,
        take: differing.filter((field) => sideOf(field) === other).map(({ field }) => field),
        seen: { survivor: seenOf(compared.fields, survivor), other: seenOf(compared.fields, other) },
      }).catch(lost);
      return answered;
    });
    if (!result) return;
    notify.success(t("merged", { other: goes.label, into: stays.label }), {
      action: { label: t("undo"), run: () => void takeApart(result.mergeId) },
    });
    router.push(`/leads/${result.number}`);
  }

  async function takeApart(mergeId: string) {
    const result = await unmergeLeadsAction({ mergeId }).catch(lost);
    if (result.ok) notify.success(t("apart", { label: goes.label }));
    else notify.error(outcome.text(result));
    refresh();
  }

  async function dismiss(pairId: string) {
    if (await run(() => dismissPairsAction({ pairIds: [pairId] }), t("dismissed", { count: 1 })))
      router.push("/leads/duplicates");
  }

  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void merge();
      }}
    >
      {compared.pair && <PairReasons reasons={compared.pair.reasons} />}
      {!compared.sameCompany && <Alert variant="warning">{t("otherCompany")}</Alert>}
      <CompareHead compared={compared} survivor={survivor} onChange={setSurvivor} />
      <Card>
        {differing.length > 0 && <h2 className="px-4 pt-3 text-base font-semibold tracking-tight">{t("differing")}</h2>}
        <div className="divide-y">
          {differing.map((field) => (
            <CompareField
              key={field.field}
              field={field}
              labels={{ a: compared.a.label, b: compared.b.label }}
              side={sideOf(field)}
              onChange={(side) => {
                setChosen({ ...chosen, [field.field]: side });
              }}
            />
          ))}
        </div>
        {alike.length > 0 && (
          <div className="border-t px-4 py-3 text-sm first:border-t-0">
            <h2 className="font-medium">{t("alike")}</h2>
            <dl className="mt-1 grid gap-x-6 gap-y-1 text-muted-foreground sm:grid-cols-2">
              {alike.map(({ field, a }) => (
                <div key={field} className="flex min-w-0 gap-2">
                  <dt className="shrink-0">{t(`fields.${field}`)}:</dt>
                  <dd className="min-w-0 truncate text-foreground">
                    {field === "priority" ? t(`priority.${a.text as "low"}`) : a.text}
                  </dd>
                </div>
              ))}
            </dl>
          </div>
        )}
      </Card>
      <p className="max-w-prose text-sm text-muted-foreground">{t("what", { other: goes.label, into: stays.label })}</p>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" size="lg" pending={pending} disabled={!compared.sameCompany}>
          {t("merge", { other: goes.label, into: stays.label })}
        </Button>
        {compared.pair && (
          <Button size="lg" pending={pending} onClick={() => void dismiss(compared.pair?.id ?? "")}>
            {t("notSame")}
          </Button>
        )}
      </div>
    </form>
  );
}

function isEmpty(value: string | null): boolean {
  return value === null || value === "";
}

function seenOf(fields: ComparedField[], side: Side): Partial<Record<MergeField, string | null>> {
  return Object.fromEntries(fields.map((field) => [field.field, field[side].value]));
}
