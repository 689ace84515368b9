"use client";

import { useTranslations } from "next-intl";
import { Copyable } from "@/components/copying/copyable";
import { ShownOnceDialog } from "@/components/copying/shown-once-dialog";
import { useOrigin } from "@/components/copying/use-origin";

type LinkDialogProps = { name: string; token: string; publicUrl?: string | undefined; onClose: () => void };

/** The only time the link can be seen. */
export function LinkDialog({ name, token, publicUrl, onClose }: LinkDialogProps) {
  const t = useTranslations("users");
  const origin = useOrigin(publicUrl);
  return (
    <ShownOnceDialog
      title={t("linkTitle", { name })}
      description={t("linkText")}
      doneLabel={t("linkDone")}
      onClose={onClose}
    >
      <Copyable label={t("link")} value={`${origin}/welcome/${token}`} />
    </ShownOnceDialog>
  );
}
