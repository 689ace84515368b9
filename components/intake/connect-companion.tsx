"use client";

import { PlugZap } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Copyable } from "@/components/copying/copyable";
import { ShownOnceDialog } from "@/components/copying/shown-once-dialog";
import { useRun } from "@/components/form/use-run";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { makeSecretAction } from "@/lib/intake/actions";

type ConnectCompanionProps = {
  sourceId: string;
  address: string;
  hasSecret: boolean;
  /** The secret before still counts; another new one ends it. */
  replacing: boolean;
};

/** Makes the secret that the companion signs with, and the one line it takes; shown once. */
export function ConnectCompanion({ sourceId, address, hasSecret, replacing }: ConnectCompanionProps) {
  const t = useTranslations("intake.companion");
  const common = useTranslations("common");
  const { run, pending } = useRun();
  const [asking, setAsking] = useState(false);
  const [made, setMade] = useState<{ secret: string; again: boolean }>();

  async function make() {
    const answer = await run(() => makeSecretAction({ sourceId, replaces: hasSecret }));
    setAsking(false);
    setMade(answer && { ...answer, again: hasSecret });
  }

  return (
    <>
      <Button
        pending={pending && !asking}
        onClick={() => {
          if (hasSecret) setAsking(true);
          else void make();
        }}
      >
        <PlugZap aria-hidden />
        {t("connect")}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("replaceTitle")}
        description={t(replacing ? "replaceAgainText" : "replaceText")}
        confirmLabel={t("replace")}
        cancelLabel={common("cancel")}
        pending={pending}
        onConfirm={() => void make()}
      />
      {made !== undefined && (
        <ShownOnceDialog
          title={t("title")}
          description={t(made.again ? "textAgain" : "text")}
          doneLabel={t("done")}
          onClose={() => {
            setMade(undefined);
          }}
        >
          <Copyable label={t("line")} value={`${address}#${made.secret}`} />
        </ShownOnceDialog>
      )}
    </>
  );
}
