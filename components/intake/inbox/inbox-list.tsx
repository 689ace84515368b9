"use client";

import { MailCheck, RotateCcw } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { DeliveryFeed } from "@/components/intake/delivery-feed";
import { useRun } from "@/components/form/use-run";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CheckboxLine } from "@/components/ui/checkbox";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { notify } from "@/components/ui/notify";
import { askReplayAction } from "@/lib/intake/replaying/actions";
import { formatNumber } from "@/lib/core/format";
import type { DeliverySummary } from "@/lib/intake/deliveries/queries";
import type { InboxFilter } from "@/lib/intake/inbox/schema";
import type { AskReplayInput } from "@/lib/intake/replaying/schema";

type InboxListProps = {
  rows: DeliverySummary[];
  filter: InboxFilter;
  /** How many the filter lets through; null where they weren't all counted. */
  total: number | null;
};

/** Arrivals that may be read again: the chosen ones, or all that the filter lets through. */
export function InboxList({ rows, filter, total }: InboxListProps) {
  const t = useTranslations("inbox");
  const words = useTranslations("spam");
  const common = useTranslations("common");
  const locale = useLocale();
  const { run, pending } = useRun();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState<"read" | "genuine" | null>(null);
  const here = rows.filter(({ id }) => chosen.has(id));
  const spam = here.filter(({ state }) => state === "spam");
  const isGenuine = asking === "genuine";
  const shown = formatNumber(total ?? 0, { locale });

  function toggle(id: string) {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  }

  async function replay(input: AskReplayInput) {
    const asked = await run(() => askReplayAction(input));
    setAsking(null);
    if (!asked) return;
    setChosen(new Set());
    notify.success(t("asked", { count: asked.total }));
  }

  return (
    <Card className="overflow-hidden">
      <div className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-b px-4 py-1.5 print:hidden">
        <CheckboxLine
          checked={rows.length > 0 && here.length === rows.length}
          indeterminate={here.length > 0 && here.length < rows.length}
          onCheckedChange={(all) => {
            setChosen(new Set(all ? rows.map(({ id }) => id) : []));
          }}
          label={here.length > 0 ? t("chosen", { count: here.length }) : t("choosePage")}
        />
        <span className="ml-auto flex flex-wrap gap-2">
          {spam.length > 0 && (
            <Button
              size="sm"
              variant="primary"
              pending={pending}
              onClick={() => void replay({ genuine: true, deliveryIds: spam.map(({ id }) => id) })}
            >
              <MailCheck aria-hidden />
              {words("notSpam")}
            </Button>
          )}
          {here.length === 0 && filter.state === "spam" && total !== null && total > 1 && (
            <Button
              size="sm"
              variant="ghost"
              pending={pending}
              onClick={() => {
                setAsking("genuine");
              }}
            >
              <MailCheck aria-hidden />
              {words("allNotSpam", { shown: formatNumber(total, { locale }) })}
            </Button>
          )}
          {here.length > 0 ? (
            <Button
              size="sm"
              variant={spam.length > 0 ? "secondary" : "primary"}
              pending={pending}
              onClick={() => void replay({ deliveryIds: here.map(({ id }) => id) })}
            >
              <RotateCcw aria-hidden />
              {t("readAgain")}
            </Button>
          ) : (
            total !== null &&
            total > 1 &&
            Object.keys(filter).length > 0 && (
              <Button
                size="sm"
                variant="ghost"
                pending={pending}
                onClick={() => {
                  setAsking("read");
                }}
              >
                <RotateCcw aria-hidden />
                {t("readAll", { shown: formatNumber(total, { locale }) })}
              </Button>
            )
          )}
        </span>
      </div>
      <DeliveryFeed rows={rows} choice={{ chosen, onToggle: toggle, label: (who) => t("choose", { who }) }} />
      <ConfirmDialog
        open={asking !== null}
        onOpenChange={(open) => {
          if (!open) setAsking(null);
        }}
        title={isGenuine ? words("allTitle", { shown }) : t("readAllTitle", { shown })}
        description={isGenuine ? words("allText") : t("readAllText")}
        confirmLabel={isGenuine ? words("notSpam") : t("readAgain")}
        cancelLabel={common("cancel")}
        pending={pending}
        onConfirm={() => void replay({ ...(isGenuine && { genuine: true }), filter })}
      />
    </Card>
  );
}
