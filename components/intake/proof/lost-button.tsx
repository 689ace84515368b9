"use client";

import { useTranslations } from "next-intl";
import { useRun } from "@/components/form/use-run";
import { Button } from "@/components/ui/button";
import { setLostAction } from "@/lib/intake/proof/actions";

type LostButtonProps = {
  sourceId: string;
  missingIds: string[];
  /** What pressing it says of them. */
  lost: boolean;
  /** They are all that their site has no more. */
  isAllGone?: boolean;
};

/** Says that what is missing won't come any more, or takes that back. */
export function LostButton({ sourceId, missingIds, lost, isAllGone = false }: LostButtonProps) {
  const t = useTranslations("proof");
  const { run, pending } = useRun();
  return (
    <Button
      size="sm"
      variant={isAllGone ? "secondary" : "ghost"}
      className={isAllGone ? "" : "max-sm:-ml-2.5"}
      pending={pending}
      onClick={() => void run(() => setLostAction({ sourceId, missingIds, lost }))}
    >
      {isAllGone ? t("giveUpGone", { count: missingIds.length }) : t(lost ? "giveUp" : "lookAgain")}
    </Button>
  );
}
