"use client";

import { MailCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRun } from "@/components/form/use-run";
import { Button } from "@/components/ui/button";
import { CheckboxLine } from "@/components/ui/checkbox";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { notify } from "@/components/ui/notify";
import { sayGenuineAction, takeBackRulingAction } from "@/lib/intake/spam/actions";
import { taughtKey } from "@/lib/intake/spam/schema";
import type { Teachable } from "@/lib/intake/spam/schema";

/** `teaches`: whom and what is believed from then on, where it is ticked. */
type NotSpamButtonProps = { deliveryId: string; teaches: readonly Teachable[] };

/** Says before what is learnt from it, and can be taken back. */
export function NotSpamButton({ deliveryId, teaches }: NotSpamButtonProps) {
  const t = useTranslations("spam");
  const common = useTranslations("common");
  const { run, pending } = useRun();
  const [asking, setAsking] = useState(false);
  const [left, setLeft] = useState<ReadonlySet<string>>(
    () => new Set(teaches.filter(({ ofAll }) => ofAll).map(taughtKey)),
  );
  const teach = teaches.map(taughtKey).filter((key) => !left.has(key));

  async function say() {
    const done = await run(() => sayGenuineAction({ deliveryId, teach }));
    setAsking(false);
    if (!done) return;
    const takeBack = () => void run(() => takeBackRulingAction(done), t("takenBack"));
    notify.success(t(teach.length > 0 ? "restored" : "restoredOnly"), {
      action: { label: common("undo"), run: takeBack },
    });
  }

  return (
    <>
      <Button
        variant="primary"
        onClick={() => {
          setAsking(true);
        }}
      >
        <MailCheck aria-hidden />
        {t("notSpam")}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("genuineTitle")}
        description={t(teaches.length > 0 ? "genuineTeaches" : "genuineNothing")}
        confirmLabel={t("notSpam")}
        cancelLabel={common("cancel")}
        pending={pending}
        onConfirm={() => void say()}
      >
        <div className="flex flex-col gap-2">
          {teaches.map((one) => {
            const key = taughtKey(one);
            return (
              <CheckboxLine
                key={key}
                checked={!left.has(key)}
                onCheckedChange={(checked) => {
                  const next = new Set(left);
                  if (checked) next.delete(key);
                  else next.add(key);
                  setLeft(next);
                }}
                label={<span className="wrap-anywhere">{t(`teaches.${one.kind}`, { value: one.shown })}</span>}
              />
            );
          })}
        </div>
      </ConfirmDialog>
    </>
  );
}
