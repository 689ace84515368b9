"use client";

import { useTranslations } from "next-intl";
import { LeaveGuard } from "@/components/form/leave-guard";
import { Button } from "@/components/ui/button";

type SaveBarProps = {
  /** Something isn't saved yet. */
  changed: boolean;
  pending: boolean;
  disabled?: boolean;
  /** The version that was brought back, if it is one. */
  restoredFrom: number | null;
  onSave: () => void;
  onDiscard: () => void;
};

/** Under rules that are saved together: there as long as something isn't, and asks before that is left. */
export function SaveBar({ changed, pending, disabled = false, restoredFrom, onSave, onDiscard }: SaveBarProps) {
  const t = useTranslations("rules");
  return (
    <>
      {changed && (
        <div className="sticky bottom-16 z-20 flex flex-wrap items-center gap-3 rounded-b-lg border-t bg-raised px-4 py-3 shadow-dialog md:bottom-0">
          <Button variant="primary" pending={pending} disabled={disabled} onClick={onSave}>
            {t("save")}
          </Button>
          <Button onClick={onDiscard}>{t("discard")}</Button>
          <span role="status" className="text-sm font-medium">
            {restoredFrom === null ? t("unsaved") : t("unsavedRestored", { version: restoredFrom })}
          </span>
        </div>
      )}
      <LeaveGuard
        active={changed && !pending}
        words={{ title: t("leaveTitle"), text: t("leaveText"), leave: t("leave"), stay: t("stay") }}
      />
    </>
  );
}
