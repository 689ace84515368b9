"use client";

import { Camera, Paperclip } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { IconButton } from "@/components/ui/icon-button";

type FileButtonsProps = { onFiles: (files: File[]) => void };

/** Choose files; on a phone its camera as well. */
export function FileButtons({ onFiles }: FileButtonsProps) {
  const t = useTranslations("lead.files");
  const files = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const take = (event: React.ChangeEvent<HTMLInputElement>) => {
    onFiles([...(event.target.files ?? [])]);
    // The same file may be chosen again.
    event.target.value = "";
  };
  return (
    <>
      <IconButton label={t("attach")} size="sm" onClick={() => files.current?.click()}>
        <Paperclip aria-hidden />
      </IconButton>
      <IconButton label={t("photo")} size="sm" className="pointer-fine:hidden" onClick={() => camera.current?.click()}>
        <Camera aria-hidden />
      </IconButton>
      <input ref={files} type="file" multiple hidden aria-label={t("attach")} onChange={take} />
      <input ref={camera} type="file" accept="image/*" capture="environment" hidden onChange={take} />
    </>
  );
}

/** Files that were dropped or pasted; none where it was text. */
export function filesIn({ files }: Pick<DataTransfer, "files">): File[] {
  return [...files];
}
