"use client";

import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import { CopyField } from "@/components/ui/copy-field";
import { Dialog, DialogContent } from "@/components/ui/dialog";

type LinkDialogProps = { name: string; token: string; publicUrl?: string | undefined; onClose: () => void };

/** The only time the link can be seen. */
export function LinkDialog({ name, token, publicUrl, onClose }: LinkDialogProps) {
  const t = useTranslations("users");
  const common = useTranslations("common");
  const here = useSyncExternalStore(
    () => () => undefined,
    () => window.location.origin,
    () => "",
  );
  return (
    <Dialog
      open
      // Not by a click beside it: the link would be lost.
      disablePointerDismissal
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <DialogContent
        title={t("linkTitle", { name })}
        description={t("linkText")}
        closeLabel={common("close")}
        footer={
          <Button variant="primary" onClick={onClose}>
            {t("linkDone")}
          </Button>
        }
      >
        <CopyField
          label={t("link")}
          value={`${publicUrl ?? here}/welcome/${token}`}
          copyLabel={common("copy")}
          copiedLabel={common("copied")}
          refusedText={common("copyRefused")}
        />
      </DialogContent>
    </Dialog>
  );
}
