"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";

type FormDialogProps = Pick<React.ComponentProps<typeof DialogContent>, "title" | "description" | "size"> & {
  /** What the action refused, where no field says it. */
  failure: string | undefined;
  pending: boolean;
  saveLabel?: string;
  onSubmit: (event: React.SyntheticEvent) => Promise<void>;
  onClose: () => void;
  children: React.ReactNode;
};

/** A form of `useActionForm` in a dialog: its fields, why it was refused, cancel and save. */
export function FormDialog({ failure, pending, saveLabel, onSubmit, onClose, children, ...content }: FormDialogProps) {
  const common = useTranslations("common");
  const id = useId();
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <DialogContent
        {...content}
        closeLabel={common("close")}
        footer={
          <>
            <DialogClose render={<Button />}>{common("cancel")}</DialogClose>
            <Button type="submit" form={id} variant="primary" pending={pending}>
              {saveLabel ?? common("save")}
            </Button>
          </>
        }
      >
        <form id={id} noValidate onSubmit={(event) => void onSubmit(event)} className="flex flex-col gap-4">
          {failure !== undefined && <Alert variant="danger">{failure}</Alert>}
          {children}
        </form>
      </DialogContent>
    </Dialog>
  );
}
