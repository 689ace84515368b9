"use client";

import { useLocale, useTimeZone, useTranslations } from "next-intl";
import { useState } from "react";
import { useRun } from "@/components/form/use-run";
import { TroubleAlert } from "@/components/settings/identities/trouble-alert";
import { WayInSwitch } from "@/components/settings/identities/way-in-switch";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { formatRelative } from "@/lib/core/format";
import { confirmDirectoryOutAction, switchDirectoryAction } from "@/lib/users/directory/actions";
import type { DirectoryRoom } from "@/lib/users/directory/schema";

/** How the directory fares, who comes by it, and the switch that lets people in. */
export function DirectoryState({ room, now }: { room: DirectoryRoom; now: string }) {
  const t = useTranslations("directory");
  const to = { locale: useLocale(), timeZone: useTimeZone() ?? "UTC" };
  const { on, problem, detail, answeredAt, checkedAt, people } = room;
  const ago = (at: string) => formatRelative(at, now, to);
  const words = {
    ...{ switchOn: t("switchOn"), switchOff: t("switchOff"), switchedOn: t("switchedOn") },
    ...{ switchedOff: t("switchedOff"), offTitle: t("offTitle"), offText: t("offText") },
  };
  return (
    <div className="flex flex-col gap-3">
      {problem !== "" && (
        <TroubleAlert
          variant={on ? "danger" : "warning"}
          title={t("away")}
          problem={t(`problems.${problem}`)}
          detail={detail && t("said", { detail })}
        >
          {on && <p className="mt-1">{t("awayText")}</p>}
        </TroubleAlert>
      )}
      {room.heldOut > 0 && <HeldOut count={room.heldOut} />}
      <WayInSwitch
        on={on}
        isReady={room.light !== "unset" && room.rules.length > 0}
        turn={switchDirectoryAction}
        words={words}
      >
        {on || people.linked > 0 ? t("people", people) : t("onHint")}{" "}
        {answeredAt !== null && t("answered", { when: ago(answeredAt) })}{" "}
        {checkedAt !== null && people.linked > 0 && t("checked", { when: ago(checkedAt) })}
      </WayInSwitch>
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
