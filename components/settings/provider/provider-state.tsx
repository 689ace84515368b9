"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useRun } from "@/components/form/use-run";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { formatRelative } from "@/lib/core/format";
import { switchProviderAction } from "@/lib/users/provider/actions";
import type { ProviderRoom } from "@/lib/users/provider/schema";

/** How the provider fares, who comes by it, and the switch that lets people in. */
export function ProviderState({ room, now }: { room: ProviderRoom; now: string }) {
  const t = useTranslations("provider");
  const common = useTranslations("common");
  const locale = useLocale();
  const { run, pending } = useRun();
  const [asking, setAsking] = useState(false);
  const { on, problem, detail, answeredAt, people } = room;
  const isReady = room.light !== "unset" && room.rules.length > 0;

  async function turn(to: boolean) {
    await run(() => switchProviderAction({ on: to }), to ? t("switchedOn") : t("switchedOff"));
    setAsking(false);
  }

  return (
    <div className="flex flex-col gap-3">
      {problem !== "" && (
        <Alert variant={on ? "danger" : "warning"} title={t("failing")}>
          <p>{t(`problems.${problem}`)}</p>
          {detail !== "" && <p className="mt-1 text-xs break-words text-muted-foreground">{t("detail", { detail })}</p>}
          {on && <p className="mt-1">{t("failingText")}</p>}
        </Alert>
      )}
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="min-w-0 flex-1 basis-60 text-sm text-muted-foreground">
          {on || people.linked > 0 ? t("people", people) : t("onHint")}{" "}
          {answeredAt !== null && t("answered", { when: formatRelative(answeredAt, now, { locale }) })}
        </p>
        {on ? (
          <Button
            disabled={pending}
            onClick={() => {
              setAsking(true);
            }}
          >
            {t("switchOff")}
          </Button>
        ) : (
          <Button variant="primary" pending={pending} disabled={!isReady} onClick={() => void turn(true)}>
            {t("switchOn")}
          </Button>
        )}
      </div>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("offTitle")}
        description={t("offText")}
        confirmLabel={common("confirm")}
        cancelLabel={common("cancel")}
        pending={pending}
        onConfirm={() => void turn(false)}
      />
    </div>
  );
}
