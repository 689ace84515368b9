"use client";

import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import { CopyField } from "@/components/ui/copy-field";
import { Dialog, DialogContent } from "@/components/ui/dialog";

export type MadeKey = { name: string; key: string; posts: boolean };
type MadeKeyDialogProps = { made: MadeKey; publicUrl: string | undefined; onClose: () => void };

/** The only time the secret can be seen. */
export function MadeKeyDialog({ made, publicUrl, onClose }: MadeKeyDialogProps) {
  const t = useTranslations("apiKeys");
  const common = useTranslations("common");
  const here = useSyncExternalStore(
    () => () => undefined,
    () => window.location.origin,
    () => "",
  );
  const words = { copyLabel: common("copy"), copiedLabel: common("copied"), refusedText: common("copyRefused") };
  const example =
    `curl ${publicUrl ?? here}/api/v1/leads -H "Authorization: Bearer ${made.key}" ` +
    `-H "Content-Type: application/json" -d '{"contactName":"Ana Pérez","email":"ana@example.com","message":"Hola"}'`;
  return (
    <Dialog
      open
      // Not by a click beside it: the secret would be lost.
      disablePointerDismissal
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <DialogContent
        title={t("madeTitle", { name: made.name })}
        description={t("madeText")}
        closeLabel={common("close")}
        footer={
          <Button variant="primary" onClick={onClose}>
            {t("done")}
          </Button>
        }
      >
        <div className="flex flex-col gap-4">
          <CopyField label={t("key")} value={made.key} {...words} />
          {made.posts && (
            <div className="flex flex-col gap-1.5">
              <p className="text-sm text-muted-foreground">{t("example")}</p>
              <CopyField label={t("example")} value={example} {...words} />
            </div>
          )}
        </div>
      </DialogContent>
    </Dialog>
  );
}
