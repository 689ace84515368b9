"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ConditionEditor } from "@/components/condition/condition-editor";
import { conditionIn, isComplete, READY_MADE, sizeOf } from "@/components/leads/list/filter-condition";
import { filterFields } from "@/components/leads/list/filter-fields";
import { useListNavigation } from "@/components/leads/list/list-navigation";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import type { ReadyMade } from "@/components/leads/list/filter-condition";
import type { Condition } from "@/lib/core/condition/schema";

type FilterDialogProps = { open: boolean; onOpenChange: (open: boolean) => void };

/** Conditions on any field, with and/or; beside the quick filters, which go on counting. */
export function FilterDialog({ open, onOpenChange }: FilterDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      {open && (
        <FilterContent
          onDone={() => {
            onOpenChange(false);
          }}
        />
      )}
    </Dialog>
  );
}

function FilterContent({ onDone }: { onDone: () => void }) {
  const t = useTranslations("leads");
  const common = useTranslations("common");
  const { list, choices, go } = useListNavigation();
  const [draft, setDraft] = useState<Condition>(() => conditionIn(list.filter));
  const [refused, setRefused] = useState(false);
  const ready = (Object.keys(READY_MADE) as ReadyMade[]).filter(
    (name) => choices.seesOthers || READY_MADE[name].field !== "owner",
  );

  function add(name: ReadyMade) {
    setDraft("all" in draft ? { all: [...draft.all, READY_MADE[name]] } : { all: [draft, READY_MADE[name]] });
  }
  function apply() {
    if (!isComplete(draft)) {
      setRefused(true);
      return;
    }
    go({ filter: sizeOf(draft) === 0 ? "" : JSON.stringify(draft) });
    onDone();
  }

  return (
    <DialogContent
      size="lg"
      title={t("conditions")}
      description={t("conditionsText")}
      closeLabel={common("close")}
      footer={
        <>
          <Button
            onClick={() => {
              setDraft({ all: [] });
              setRefused(false);
            }}
          >
            {common("clear")}
          </Button>
          <Button variant="primary" onClick={apply}>
            {common("apply")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <div role="group" aria-label={t("readyMade")} className="flex flex-wrap gap-1.5">
          {ready.map((name) => (
            <Button
              key={name}
              size="sm"
              onClick={() => {
                add(name);
              }}
            >
              {t(`readyMades.${name}`)}
            </Button>
          ))}
        </div>
        <ConditionEditor
          fields={filterFields(t, choices)}
          value={draft}
          onChange={(next) => {
            setDraft(next);
            setRefused(false);
          }}
        />
        {refused && <Alert variant="danger" title={t("conditionUnfinished")} />}
      </div>
    </DialogContent>
  );
}
