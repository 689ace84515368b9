"use client";

import { Download } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { lost } from "@/components/form/use-outcome";
import { useRun } from "@/components/form/use-run";
import { Button, buttonVariants } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { cn } from "@/lib/core/cn";
import { formatNumber } from "@/lib/core/format";
import {
  discardImportAction,
  resumeImportAction,
  startImportAction,
  stopImportAction,
  undoImportAction,
} from "@/lib/intake/importing/actions";
import type { ImportProgress } from "@/lib/intake/importing/schema";

const WRITES = new Set(["new", "updated", "touched"]);
type Asking = "undo" | "discard";

type ImportActionsProps = {
  progress: ImportProgress;
  /** What is asked above comes first. */
  asksFirst: boolean;
  onChange: () => void;
};

/** What can be done with an import where it stands. */
export function ImportActions({ progress, asksFirst, onChange }: ImportActionsProps) {
  const t = useTranslations("imports");
  const common = useTranslations("common");
  const locale = useLocale();
  const router = useRouter();
  const { run, pending } = useRun();
  const [asking, setAsking] = useState<Asking>();
  const { id, stage, state, counts } = progress;
  const input = { importId: id };
  const writes = counts.filter(({ outcome }) => WRITES.has(outcome)).reduce((sum, { count }) => sum + count, 0);
  const isChecked = stage === "check" && state === "done";
  const isWorking = state === "working";
  const isBefore = stage === "read" || stage === "check";

  async function confirmed() {
    if (asking === "undo") await run(() => undoImportAction(input));
    else {
      const gone = await run(async () => {
        const result = await discardImportAction(input).catch(lost);
        return result.ok ? { ...result, data: true } : result;
      });
      if (gone) router.push("/intake/imports");
    }
    setAsking(undefined);
  }

  return (
    <div className="flex flex-wrap items-center gap-2">
      {isChecked && (
        <Button
          variant={asksFirst ? "secondary" : "primary"}
          size="lg"
          pending={pending}
          disabled={writes === 0}
          onClick={() => void run(() => startImportAction(input))}
        >
          {t("start", { count: writes, shown: formatNumber(writes, { locale }) })}
        </Button>
      )}
      {stage === "check" && !isWorking && (
        <Button size="lg" onClick={onChange}>
          {t("changeSettings")}
        </Button>
      )}
      {stage === "run" && isWorking && (
        <Button pending={pending} onClick={() => void run(() => stopImportAction(input))}>
          {t("stop")}
        </Button>
      )}
      {(state === "stopped" || state === "failed") && stage !== "read" && (
        <Button variant="primary" pending={pending} onClick={() => void run(() => resumeImportAction(input))}>
          {t("resume")}
        </Button>
      )}
      {(stage === "run" || stage === "undo" || isChecked) && !isWorking && (
        <a
          href={`/api/imports/${id}/result`}
          download
          className={cn(buttonVariants({ variant: "secondary", size: isChecked ? "lg" : "md" }))}
        >
          <Download aria-hidden />
          {t("result")}
        </a>
      )}
      {stage === "run" && !isWorking && (
        <Button
          onClick={() => {
            setAsking("undo");
          }}
        >
          {t("undo")}
        </Button>
      )}
      {isBefore && !isWorking && (
        <Button
          variant="ghost"
          size={isChecked ? "lg" : "md"}
          onClick={() => {
            setAsking("discard");
          }}
        >
          {t("discard")}
        </Button>
      )}
      <ConfirmDialog
        open={asking !== undefined}
        onOpenChange={(open) => {
          if (!open) setAsking(undefined);
        }}
        title={t(`${asking ?? "undo"}Title`)}
        description={t(`${asking ?? "undo"}Text`)}
        confirmLabel={t(asking ?? "undo")}
        cancelLabel={common("cancel")}
        tone="danger"
        pending={pending}
        onConfirm={() => void confirmed()}
      />
    </div>
  );
}
