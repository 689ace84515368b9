"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";

type ShownOnceDialogProps = {
  title: string;
  description: string;
  doneLabel: string;
  size?: "md" | "lg";
  onClose: () => void;
  children: React.ReactNode;
};

/** What can be seen only now, so a click beside it doesn't close it. */
export function ShownOnceDialog({
  title,
  description,
  doneLabel,
  size = "md",
  onClose,
  children,
}: ShownOnceDialogProps) {
  const t = useTranslations("common");
  return (
    <Dialog
      open
      disablePointerDismissal
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <DialogContent
        title={title}
        description={description}
        closeLabel={t("close")}
        size={size}
        footer={
          <Button variant="primary" onClick={onClose}>
            {doneLabel}
          </Button>
        }
      >
        {children}
      </DialogContent>
    </Dialog>
  );
}
