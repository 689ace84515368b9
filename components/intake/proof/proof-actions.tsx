"use client";

import { Download, Printer, RefreshCw } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useEffect } from "react";
import { useRefresh } from "@/components/live/use-refresh";
import { useRun } from "@/components/form/use-run";
import { saveFile } from "@/components/home/save-file";
import { Button } from "@/components/ui/button";
import { csvSeparator, csvText } from "@/lib/core/csv";
import { askProofAction } from "@/lib/intake/proof/actions";
import type { CsvCell } from "@/lib/core/csv";

const LOOK_MS = 1500;

type AskButtonProps = {
  sourceId: string;
  from: string;
  to: string;
  asking: boolean;
  missing?: number;
  /** All of that was asked for before, and the site had it no more. */
  again?: boolean;
};

/** Asks the site; of what is missing it fetches exactly that, and asks again. */
export function AskButton({ sourceId, from, to, asking, missing, again = false }: AskButtonProps) {
  const t = useTranslations("proof");
  const refresh = useRefresh();
  const { run, pending } = useRun();
  const fetch = missing !== undefined;

  useEffect(() => {
    if (!asking) return undefined;
    const timer = setInterval(() => {
      refresh();
    }, LOOK_MS);
    return () => {
      clearInterval(timer);
    };
  }, [asking, refresh]);

  return (
    <Button
      variant={fetch && !again ? "primary" : "secondary"}
      size={fetch ? "sm" : "md"}
      pending={pending || asking}
      onClick={() => void run(() => askProofAction({ sourceId, from, to, fetch }))}
    >
      {fetch ? <Download aria-hidden /> : <RefreshCw aria-hidden />}
      {fetch ? t(again ? "fetchAgain" : "fetch", { count: missing }) : t("ask")}
    </Button>
  );
}

/** The figures on paper or in a sheet. */
export function KeepButtons({ name, rows }: { name: string; rows: CsvCell[][] }) {
  const t = useTranslations("proof");
  const locale = useLocale();
  return (
    <span className="flex gap-1 print:hidden">
      <Button
        size="sm"
        variant="ghost"
        aria-label={t("csv")}
        onClick={() => {
          saveFile(`${name}.csv`, new Blob([csvText(rows, csvSeparator(locale))], { type: "text/csv;charset=utf-8" }));
        }}
      >
        <Download aria-hidden />
        CSV
      </Button>
      <Button
        size="sm"
        variant="ghost"
        onClick={() => {
          window.print();
        }}
      >
        <Printer aria-hidden />
        {t("print")}
      </Button>
    </span>
  );
}
