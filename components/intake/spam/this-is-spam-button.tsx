"use client";

import { MailX } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRun } from "@/components/form/use-run";
import { Button } from "@/components/ui/button";
import { CheckboxLine } from "@/components/ui/checkbox";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { notify } from "@/components/ui/notify";
import { markSpamAction, takeBackRulingAction } from "@/lib/intake/spam/actions";
import { BLOCKABLE } from "@/lib/intake/spam/schema";

type Blockable = (typeof BLOCKABLE)[number];

/** What saying so undoes: the lead it made, what it added to one, or what it changed on one. */
const WORDS = {
  created: { ask: "markText", done: "marked" },
  touched: { ask: "markTouchText", done: "markedTouch" },
  updated: { ask: "markChangeText", done: "markedChange" },
} as const;

/** `values`: what of the sender could be blocked along with it. `quiet`: it stands beside what is read. */
type ThisIsSpamButtonProps = {
  deliveryId: string;
  label: string;
  outcome: keyof typeof WORDS;
  values: Partial<Record<Blockable, string>>;
  quiet?: boolean;
};

export function ThisIsSpamButton({ deliveryId, label, outcome, values, quiet = false }: ThisIsSpamButtonProps) {
  const t = useTranslations("spamMark");
  const common = useTranslations("common");
  const { run, pending } = useRun();
  const [asking, setAsking] = useState(false);
  const [block, setBlock] = useState<readonly Blockable[]>([]);
  const words = WORDS[outcome];

  async function mark() {
    const done = await run(() => markSpamAction({ deliveryId, block: [...block] }));
    setAsking(false);
    if (!done) return;
    const { rulingId } = done;
    if (rulingId === null) notify.success(t(words.done));
    else {
      const takeBack = () => void run(() => takeBackRulingAction({ rulingId }), t("takenBackSpam"));
      notify.success(t(words.done), { action: { label: common("undo"), run: takeBack } });
    }
  }

  return (
    <>
      <Button
        {...(quiet && { size: "sm", variant: "ghost", className: "-ml-2.5 text-muted-foreground" })}
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
        description={t(words.ask, { label })}
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
