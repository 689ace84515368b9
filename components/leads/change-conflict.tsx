"use client";

import { useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";

/** Somebody changed the lead's status or owner while one was choosing another; an empty owner is nobody. */
export type Overtaken = {
  kind: "status" | "owner";
  lead: string;
  by: string | null;
  theirs: string;
  mine: string;
  /** Writes one's own over theirs, which is known by now. */
  goOn: () => void;
};

/** Who was first and what they chose; one goes on, or leaves it as it is. */
export function ChangeConflict({ overtaken, onClose }: { overtaken: Overtaken; onClose: () => void }) {
  const t = useTranslations("leads.overtaken");
  const { kind, lead, theirs, mine, goOn } = overtaken;
  const by = overtaken.by ?? t("somebody");
  const nobody = kind === "owner" && theirs === "";
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={t("title", { lead })}
      description={t(nobody ? "nobody" : kind, { by, theirs })}
      confirmLabel={mine === "" ? t("goOnNobody") : t(`goOn.${kind}`, { mine })}
      cancelLabel={nobody ? t("keepNobody") : t("keep", { theirs })}
      onConfirm={() => {
        onClose();
        goOn();
      }}
    />
  );
}
