"use client";

import { useTranslations } from "next-intl";
import { Copyable } from "@/components/copying/copyable";
import { ShownOnceDialog } from "@/components/copying/shown-once-dialog";
import { useOrigin } from "@/components/copying/use-origin";

export type MadeKey = { name: string; key: string; posts: boolean };
type MadeKeyDialogProps = { made: MadeKey; publicUrl: string | undefined; onClose: () => void };

/** The only time the secret can be seen. */
export function MadeKeyDialog({ made, publicUrl, onClose }: MadeKeyDialogProps) {
  const t = useTranslations("apiKeys");
  const example =
    `curl ${useOrigin(publicUrl)}/api/v1/leads -H "Authorization: Bearer ${made.key}" ` +
    `-H "Content-Type: application/json" -d '{"contactName":"Ana Pérez","email":"ana@example.com","message":"Hola"}'`;
  return (
    <ShownOnceDialog
      title={t("madeTitle", { name: made.name })}
      description={t("madeText")}
      doneLabel={t("done")}
      onClose={onClose}
    >
      <div className="flex flex-col gap-4">
        <Copyable label={t("key")} value={made.key} />
        {made.posts && (
          <div className="flex flex-col gap-1.5">
            <p className="text-sm text-muted-foreground">{t("example")}</p>
            <Copyable label={t("example")} value={example} />
          </div>
        )}
      </div>
    </ShownOnceDialog>
  );
}
