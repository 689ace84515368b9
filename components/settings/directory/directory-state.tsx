"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useRun } from "@/components/form/use-run";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { formatRelative } from "@/lib/core/format";
import { confirmDirectoryOutAction, switchDirectoryAction } from "@/lib/users/directory/actions";
import type { DirectoryRoom } from "@/lib/users/directory/schema";

/** How the directory fares, who comes by it, and the switch that lets people in. */
export function DirectoryState({ room, now }: { room: DirectoryRoom; now: string }) {
  const t = useTranslations("directory");
  const common = useTranslations("common");
  const locale = useLocale();
  const { run, pending } = useRun();
  const [asking, setAsking] = useState(false);
  const { on, problem, detail, answeredAt, checkedAt, people } = room;
  const isReady = room.light !== "unset" && room.rules.length > 0;
  const ago = (at: string) => formatRelative(at, now, { locale });

  async function turn(to: boolean) {
    await run(() => switchDirectoryAction({ on: to }), to ? t("switchedOn") : t("switchedOff"));
    setAsking(false);
  }

  return (
    <div className="flex flex-col gap-3">
      {problem !== "" && (
        <Alert variant={on ? "danger" : "warning"} title={t("away")}>
          <p>{t(`problems.${problem}`)}</p>
          {detail !== "" && <p className="mt-1 text-xs break-words text-muted-foreground">{t("said", { detail })}</p>}
          {on && <p className="mt-1">{t("awayText")}</p>}
        </Alert>
      )}
      {room.heldOut > 0 && <HeldOut count={room.heldOut} />}
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="min-w-0 text-sm text-muted-foreground">
          {on || people.linked > 0 ? t("people", people) : t("onHint")}{" "}
          {answeredAt !== null && t("answered", { when: ago(answeredAt) })}{" "}
          {checkedAt !== null && people.linked > 0 && t("checked", { when: ago(checkedAt) })}
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

/** So many would be out at once that somebody has to say that it is so. */
function HeldOut({ count }: { count: number }) {
  const t = useTranslations("directory");
  const common = useTranslations("common");
  const { run, pending } = useRun();
  const [asking, setAsking] = useState(false);

  async function confirm() {
    await run(() => confirmDirectoryOutAction({ count }), t("heldConfirmed"));
    setAsking(false);
  }

  return (
    <Alert variant="danger" title={t("heldTitle", { count })}>
      <p>{t("heldText")}</p>
      <Button
        className="mt-2"
        onClick={() => {
          setAsking(true);
        }}
      >
        {t("heldConfirm")}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("heldAskTitle", { count })}
        description={t("heldAskText")}
        confirmLabel={common("confirm")}
        cancelLabel={common("cancel")}
        tone="danger"
        pending={pending}
        onConfirm={() => void confirm()}
      />
    </Alert>
  );
}
