"use client";

import { LogIn } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, useSyncExternalStore, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { CopyField } from "@/components/ui/copy-field";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { notify } from "@/components/ui/notify";
import { openDemoAction } from "@/lib/demo/actions";
import type { DemoPerson } from "@/lib/demo/commands";

/** How to look at it with the eyes of its people. */
export function DemoPeople({ publicUrl }: { publicUrl: string | undefined }) {
  const t = useTranslations("demo");
  const common = useTranslations("common");
  const [people, setPeople] = useState<DemoPerson[]>();
  const [opening, open] = useTransition();
  const here = useSyncExternalStore(
    () => () => undefined,
    () => window.location.origin,
    () => "",
  );
  const close = () => {
    setPeople(undefined);
  };
  return (
    <>
      <Button
        pending={opening}
        onClick={() => {
          open(async () => {
            const result = await openDemoAction({});
            if (result.ok) setPeople(result.data.people);
            else notify.error(t("failed"));
          });
        }}
      >
        <LogIn aria-hidden />
        {t("enter")}
      </Button>
      {people && (
        <Dialog
          open
          // Not by a click beside it: the links would be lost.
          disablePointerDismissal
          onOpenChange={(isOpen) => {
            if (!isOpen) close();
          }}
        >
          <DialogContent
            title={t("enterTitle")}
            description={t("enterText")}
            closeLabel={common("close")}
            size="lg"
            footer={
              <Button variant="primary" onClick={close}>
                {common("close")}
              </Button>
            }
          >
            <ul className="flex flex-col gap-4">
              {people.map(({ name, jobTitle, userName, linkToken }) => (
                <li key={userName} className="flex flex-col gap-1.5">
                  <p className="text-sm">
                    <span className="font-medium">{name}</span>{" "}
                    <span className="text-muted-foreground">
                      {jobTitle} · {userName}
                    </span>
                  </p>
                  {linkToken === null ? (
                    <p className="text-sm text-muted-foreground">{t("hasPassword")}</p>
                  ) : (
                    <CopyField
                      label={t("linkOf", { name })}
                      value={`${publicUrl ?? here}/welcome/${linkToken}`}
                      copyLabel={common("copy")}
                      copiedLabel={common("copied")}
                      refusedText={common("copyRefused")}
                    />
                  )}
                </li>
              ))}
            </ul>
          </DialogContent>
        </Dialog>
      )}
    </>
  );
}
