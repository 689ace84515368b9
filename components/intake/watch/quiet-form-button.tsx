"use client";

import { useTranslations } from "next-intl";
import { useRun } from "@/components/form/use-run";
import { Button } from "@/components/ui/button";
import { retireFormAction, watchFormAgainAction } from "@/lib/intake/watching/actions";

type QuietFormButtonProps = { alarmId: string; form: string; retired?: boolean };

/** Says that a silent form isn't used any more, or takes that back. */
export function QuietFormButton({ alarmId, form, retired = false }: QuietFormButtonProps) {
  const t = useTranslations("watch");
  const { run, pending } = useRun();
  return (
    <Button
      size="sm"
      variant="secondary"
      pending={pending}
      onClick={() =>
        void (retired
          ? run(() => watchFormAgainAction({ alarmId }))
          : run(() => retireFormAction({ alarmId }), t("retired", { form })))
      }
    >
      {t(retired ? "again" : "retire")}
    </Button>
  );
}
