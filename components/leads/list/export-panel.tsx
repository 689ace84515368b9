"use client";

import { FileSpreadsheet, FileText } from "lucide-react";
import { useTranslations } from "next-intl";
import { useListNavigation } from "@/components/leads/list/list-navigation";
import { listQuery } from "@/lib/leads/list/schema";

/** The list as it is shown, as a file. */
export function ExportPanel({ onDone }: { onDone: () => void }) {
  const t = useTranslations("leads");
  const { list } = useListNavigation();
  const query = listQuery(list);
  return (
    <div className="p-1">
      {(["xlsx", "csv"] as const).map((format) => {
        const Icon = format === "xlsx" ? FileSpreadsheet : FileText;
        return (
          <a
            key={format}
            href={`/api/leads/export?format=${format}${query && `&${query}`}`}
            download
            className="flex min-h-9 items-center gap-2 rounded-sm px-2 text-sm hover:bg-hover pointer-coarse:min-h-11"
            onClick={onDone}
          >
            <Icon aria-hidden className="size-4 text-muted-foreground" />
            {t(`exportAs.${format}`)}
          </a>
        );
      })}
      <p className="border-t px-2 pt-2 pb-1 text-xs text-muted-foreground">{t("exportText")}</p>
    </div>
  );
}
