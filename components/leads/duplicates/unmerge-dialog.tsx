"use client";

import { useLocale, useTimeZone, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { lost } from "@/components/form/use-outcome";
import { useRun } from "@/components/form/use-run";
import { CheckboxLine } from "@/components/ui/checkbox";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { notify } from "@/components/ui/notify";
import { formatDateTime } from "@/lib/core/format";
import { laterArrivalsAction, unmergeLeadsAction } from "@/lib/leads/merging/actions";
import type { LaterArrival, MergedLead } from "@/lib/leads/merging/schema";

/** Asks before two leads are taken apart, and where what arrived since then goes. */
export function UnmergeDialog({ merged, onClose }: { merged: MergedLead; onClose: () => void }) {
  const t = useTranslations("duplicates");
  const common = useTranslations("common");
  const to = { locale: useLocale(), timeZone: useTimeZone() ?? "UTC" };
  const { run, pending } = useRun();
  const [later, setLater] = useState<LaterArrival[]>();
  const [going, setGoing] = useState<ReadonlySet<string>>(new Set());
  const { mergeId, label } = merged;

  useEffect(() => {
    void laterArrivalsAction({ mergeId })
      .catch(lost)
      .then((result) => {
        const found = result.ok ? result.data : [];
        setLater(found);
        setGoing(new Set(found.filter(({ ofOther }) => ofOther).map(({ id }) => id)));
      });
  }, [mergeId]);

  async function confirmed() {
    const done = await run(() => unmergeLeadsAction({ mergeId, touchpointIds: [...going] }), t("apart", { label }));
    if (done && done.kept.length > 0)
      notify.info(t("kept", { fields: done.kept.map((field) => t(`fields.${field}`)).join(", ") }));
    onClose();
  }

  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={t("takeApartThis", { label })}
      description={t("takeApartText", { label })}
      confirmLabel={t("takeApart")}
      cancelLabel={common("cancel")}
      pending={pending || later === undefined}
      onConfirm={() => void confirmed()}
    >
      {later && later.length > 0 && (
        <fieldset className="flex max-h-64 flex-col gap-2 overflow-y-auto">
          <legend className="mb-2 font-medium">{t("later", { label })}</legend>
          {later.map(({ id, at, person, message }) => (
            <CheckboxLine
              key={id}
              label={formatDateTime(at, to)}
              hint={[person, message].filter(Boolean).join(" · ")}
              checked={going.has(id)}
              onCheckedChange={(on) => {
                const next = new Set(going);
                if (on) next.add(id);
                else next.delete(id);
                setGoing(next);
              }}
            />
          ))}
        </fieldset>
      )}
    </ConfirmDialog>
  );
}
