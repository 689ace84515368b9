"use client";

import { Download } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { saveFile } from "@/components/home/save-file";
import { Button } from "@/components/ui/button";
import { csvSeparator, csvText } from "@/lib/core/csv";
import type { CsvCell } from "@/lib/core/csv";

/** Keeps the figures as they are shown. */
export function CsvButton({ name, title, rows }: { name: string; title: string; rows: CsvCell[][] }) {
  const t = useTranslations("home");
  const locale = useLocale();
  return (
    <Button
      size="sm"
      variant="ghost"
      className="text-muted-foreground"
      aria-label={t("saveCsv", { title })}
      onClick={() => {
        saveFile(`${name}.csv`, new Blob([csvText(rows, csvSeparator(locale))], { type: "text/csv;charset=utf-8" }));
      }}
    >
      <Download aria-hidden />
      CSV
    </Button>
  );
}
