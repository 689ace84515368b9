"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";

type RuleFrameProps = { title: string; onApply: () => void; onClose: () => void; children: React.ReactNode };

/** What is edited of a rule is applied to the list; the list is saved as a whole. */
export function RuleFrame({ title, onApply, onClose, children }: RuleFrameProps) {
  const common = useTranslations("common");
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <DialogContent
        title={title}
        closeLabel={common("close")}
        size="lg"
        footer={
          <>
            <Button onClick={onClose}>{common("cancel")}</Button>
            <Button variant="primary" onClick={onApply}>
              {common("apply")}
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-5">{children}</div>
      </DialogContent>
    </Dialog>
  );
}
