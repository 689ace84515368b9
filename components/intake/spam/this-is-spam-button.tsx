"use client";

import { MailX } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRun } from "@/components/form/use-run";
import { Button } from "@/components/ui/button";
import { CheckboxLine } from "@/components/ui/checkbox";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { markSpamAction } from "@/lib/intake/spam/actions";
import { BLOCKABLE } from "@/lib/intake/spam/schema";

type Blockable = (typeof BLOCKABLE)[number];

/** `made`: it made the lead, and didn't only change it. `values`: what of the sender could be blocked along with it. */
type ThisIsSpamButtonProps = {
  deliveryId: string;
  label: string;
  made: boolean;
  values: Partial<Record<Blockable, string>>;
};

export function ThisIsSpamButton({ deliveryId, label, made, values }: ThisIsSpamButtonProps) {
  const t = useTranslations("spam");
  const common = useTranslations("common");
  const { run, pending } = useRun();
  const [asking, setAsking] = useState(false);
  const [block, setBlock] = useState<readonly Blockable[]>([]);

  async function mark() {
    await run(() => markSpamAction({ deliveryId, block: [...block] }), t(made ? "marked" : "markedChange"));
    setAsking(false);
  }

  return (
    <>
      <Button
        onClick={() => {
          setAsking(true);
        }}
      >
        <MailX aria-hidden />
        {t("thisIsSpam")}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("markTitle")}
        description={t(made ? "markText" : "markChangeText", { label })}
        confirmLabel={t("thisIsSpam")}
        cancelLabel={common("cancel")}
        tone="danger"
        pending={pending}
        onConfirm={() => void mark()}
      >
        <div className="flex flex-col gap-2">
          {BLOCKABLE.map((kind) => {
            const value = values[kind];
            return (
              value !== undefined && (
                <CheckboxLine
                  key={kind}
                  checked={block.includes(kind)}
                  onCheckedChange={(checked) => {
                    setBlock(checked ? [...block, kind] : block.filter((one) => one !== kind));
                  }}
                  label={<span className="wrap-anywhere">{t(`alsoBlock.${kind}`, { value })}</span>}
                />
              )
            );
          })}
        </div>
      </ConfirmDialog>
    </>
  );
}
