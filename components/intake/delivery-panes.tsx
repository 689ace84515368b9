"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { cn } from "@/lib/core/cn";

const PANES = ["understood", "raw"] as const;
type Pane = (typeof PANES)[number];

/** Side by side on a desk; in a hand one after the other, each a tap away. */
export function DeliveryPanes({ raw, understood, first }: Record<Pane, React.ReactNode> & { first: Pane }) {
  const t = useTranslations("intake");
  const [shown, setShown] = useState<Pane>(first);
  const onlyWideUnless = (pane: Pane) => cn(shown !== pane && "max-lg:hidden");
  return (
    <div className="flex flex-col gap-4">
      <SegmentedControl<Pane>
        label={t("panes")}
        value={shown}
        onValueChange={setShown}
        segments={PANES.map((value) => ({ value, label: t(value) }))}
        className="lg:hidden"
      />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <div className={onlyWideUnless("raw")}>{raw}</div>
        <div className={onlyWideUnless("understood")}>{understood}</div>
      </div>
    </div>
  );
}
