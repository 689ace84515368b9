"use client";

import { RotateCw, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { FileIcon } from "@/components/leads/files/file-link";
import { IconButton } from "@/components/ui/icon-button";
import { Progress } from "@/components/ui/progress";
import { formatBytes } from "@/lib/core/format";
import { MOST_FILE_BYTES } from "@/lib/leads/files/schema";
import type { Sending } from "@/components/leads/files/use-uploads";

type UploadListProps = {
  sendings: readonly Sending[];
  onDrop: (key: string) => void;
  onRetry: (sending: Sending) => void;
};

/** Files on their way and those that wait for their note, each with how far it is or what went wrong. */
export function UploadList({ sendings, onDrop, onRetry }: UploadListProps) {
  const t = useTranslations("lead.files");
  const locale = useLocale();
  if (sendings.length === 0) return null;
  return (
    <ul className="flex flex-col gap-1.5" aria-label={t("sending")}>
      {sendings.map((sending) => {
        const { key, file, percent, upload, error } = sending;
        return (
          <li key={key} className="flex min-w-0 items-center gap-2 rounded-md border bg-surface px-2 py-1 text-sm">
            <FileIcon type={file.type} />
            <div className="min-w-0 flex-1">
              <p className="flex min-w-0 items-baseline gap-2">
                <span dir="auto" className="truncate">
                  {file.name}
                </span>
                <span className="shrink-0 text-xs text-muted-foreground">{formatBytes(file.size, { locale })}</span>
              </p>
              {error !== undefined && (
                <p role="alert" className="text-xs text-danger">
                  <span className="sr-only">{file.name}: </span>
                  {error}
                </p>
              )}
              {upload === undefined && error === undefined && (
                <Progress label={t("sendingNamed", { name: file.name })} value={percent} className="my-1" />
              )}
            </div>
            {error !== undefined && file.size <= MOST_FILE_BYTES && (
              <IconButton
                label={t("retry", { name: file.name })}
                size="sm"
                onClick={() => {
                  onRetry(sending);
                }}
              >
                <RotateCw aria-hidden />
              </IconButton>
            )}
            <IconButton
              label={t(upload === undefined && error === undefined ? "cancel" : "takeOut", { name: file.name })}
              size="sm"
              onClick={() => {
                onDrop(key);
              }}
            >
              <X aria-hidden />
            </IconButton>
          </li>
        );
      })}
    </ul>
  );
}
