"use client";

import { File, FileArchive, FileAudio, FileImage, FileSpreadsheet, FileText, FileVideo } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { formatBytes } from "@/lib/core/format";
import { fileHref, isPicture, isShown } from "@/lib/leads/files/schema";
import type { NoteFile } from "@/lib/leads/timeline/schema";

const iconClass = "size-4 shrink-0 text-muted-foreground";

/** What it is, by its bytes. */
export function FileIcon({ type }: { type: string }) {
  if (type.startsWith("image/")) return <FileImage aria-hidden className={iconClass} />;
  if (type.startsWith("audio/")) return <FileAudio aria-hidden className={iconClass} />;
  if (type.startsWith("video/")) return <FileVideo aria-hidden className={iconClass} />;
  if (/sheet|excel|csv/.test(type)) return <FileSpreadsheet aria-hidden className={iconClass} />;
  if (/pdf|word|text|rtf|opendocument/.test(type)) return <FileText aria-hidden className={iconClass} />;
  if (/zip|compressed|tar|rar|7z/.test(type)) return <FileArchive aria-hidden className={iconClass} />;
  return <File aria-hidden className={iconClass} />;
}

type Shown = Pick<NoteFile, "id" | "name" | "type" | "size">;

/** A file by its name: one that is safe to show opens in a tab of its own, any other is saved. */
export function FileLink({ file }: { file: Shown }) {
  const t = useTranslations("lead.files");
  const locale = useLocale();
  const opens = isShown(file.type);
  return (
    <a
      href={fileHref(file.id)}
      {...(opens ? { target: "_blank", rel: "noreferrer" } : { download: "" })}
      className="flex min-w-0 items-center gap-2 text-sm hover:underline pointer-coarse:min-h-9"
    >
      <FileIcon type={file.type} />
      <span dir="auto" className="min-w-0 truncate" title={file.name}>
        {file.name}
      </span>
      <span className="shrink-0 text-xs text-muted-foreground">{formatBytes(file.size, { locale })}</span>
      {opens && <span className="sr-only">{t("newTab")}</span>}
    </a>
  );
}

/** As large as a phone may load to look at it small. */
const LARGEST_PREVIEW = 5_000_000;

/** A note's files: pictures as pictures, everything by name. */
export function FileStrip({ files }: { files: readonly Shown[] }) {
  if (files.length === 0) return null;
  const pictures = files.filter(({ type, size }) => isPicture(type) && size <= LARGEST_PREVIEW);
  return (
    <div className="flex flex-col gap-1.5">
      {pictures.length > 0 && (
        <div className="flex flex-wrap gap-2">
          {pictures.map(({ id, name }) => (
            <a key={id} href={fileHref(id)} target="_blank" rel="noreferrer" className="rounded-md">
              {/* eslint-disable-next-line @next/next/no-img-element -- behind rights, which an image service hasn't */}
              <img
                src={fileHref(id)}
                alt={name}
                loading="lazy"
                className="max-h-40 max-w-full rounded-md border bg-muted object-contain"
              />
            </a>
          ))}
        </div>
      )}
      <ul className="flex min-w-0 flex-col gap-0.5">
        {files.map((file) => (
          <li key={file.id} className="min-w-0">
            <FileLink file={file} />
          </li>
        ))}
      </ul>
    </div>
  );
}
