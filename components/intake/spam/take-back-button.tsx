"use client";

import { Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRun } from "@/components/form/use-run";
import { Button } from "@/components/ui/button";
import { takeBackRulingAction } from "@/lib/intake/spam/actions";
import type { LastRuling } from "@/lib/intake/spam/rulings/queries";

/** Takes back, whenever that is, what somebody said of an arrival. */
export function TakeBackButton({ ruling: { id, ruling, by } }: { ruling: LastRuling }) {
  const t = useTranslations("spam");
  const mark = useTranslations("spamMark");
  const { run, pending } = useRun();
  const genuine = ruling === "genuine";
  return (
    <Button
      title={by === "" ? undefined : t("saidBy", { who: by })}
      pending={pending}
      onClick={() =>
        void run(() => takeBackRulingAction({ rulingId: id }), genuine ? t("takenBack") : mark("takenBackSpam"))
      }
    >
      <Undo2 aria-hidden />
      {t(genuine ? "takeBackGenuine" : "takeBackSpam")}
    </Button>
  );
}
