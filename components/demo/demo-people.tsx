"use client";

import { LogIn } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { lost } from "@/components/form/use-outcome";
import { Copyable } from "@/components/copying/copyable";
import { ShownOnceDialog } from "@/components/copying/shown-once-dialog";
import { useOrigin } from "@/components/copying/use-origin";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/notify";
import { openDemoAction } from "@/lib/demo/actions";
import type { DemoPerson } from "@/lib/demo/commands";

/** How to look at it with the eyes of its people. */
export function DemoPeople({ publicUrl }: { publicUrl: string | undefined }) {
  const t = useTranslations("demo");
  const common = useTranslations("common");
  const [people, setPeople] = useState<DemoPerson[]>();
  const [opening, open] = useTransition();
  const origin = useOrigin(publicUrl);
  return (
    <>
      <Button
        pending={opening}
        onClick={() => {
          open(async () => {
            const result = await openDemoAction({}).catch(lost);
            if (result.ok) setPeople(result.data.people);
            else notify.error(t("failed"));
          });
        }}
      >
        <LogIn aria-hidden />
        {t("enter")}
      </Button>
      {people && (
        <ShownOnceDialog
          title={t("enterTitle")}
          description={t("enterText")}
          doneLabel={common("close")}
          size="lg"
          onClose={() => {
            setPeople(undefined);
          }}
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
                  <Copyable label={t("linkOf", { name })} value={`${origin}/welcome/${linkToken}`} />
                )}
              </li>
            ))}
          </ul>
        </ShownOnceDialog>
      )}
    </>
  );
}
