"use client";

import { useLocale, useTimeZone, useTranslations } from "next-intl";
import { TroubleAlert } from "@/components/settings/identities/trouble-alert";
import { WayInSwitch } from "@/components/settings/identities/way-in-switch";
import { formatRelative } from "@/lib/core/format";
import { switchProviderAction } from "@/lib/users/provider/actions";
import type { ProviderRoom } from "@/lib/users/provider/schema";

/** How the provider fares, who comes by it, and the switch that lets people in. */
export function ProviderState({ room, now }: { room: ProviderRoom; now: string }) {
  const t = useTranslations("provider");
  const to = { locale: useLocale(), timeZone: useTimeZone() ?? "UTC" };
  const { on, problem, detail, answeredAt, people } = room;
  const words = {
    ...{ switchOn: t("switchOn"), switchOff: t("switchOff"), switchedOn: t("switchedOn") },
    ...{ switchedOff: t("switchedOff"), offTitle: t("offTitle"), offText: t("offText") },
  };
  return (
    <div className="flex flex-col gap-3">
      {problem !== "" && (
        <TroubleAlert
          variant={on ? "danger" : "warning"}
          title={t("failing")}
          problem={t(`problems.${problem}`)}
          detail={detail && t("detail", { detail })}
        >
          {on && <p className="mt-1">{t("failingText")}</p>}
        </TroubleAlert>
      )}
      <WayInSwitch
        on={on}
        isReady={room.light !== "unset" && room.rules.length > 0}
        turn={switchProviderAction}
        words={words}
      >
        {on || people.linked > 0 ? t("people", people) : t("onHint")}{" "}
        {answeredAt !== null && t("answered", { when: formatRelative(answeredAt, now, to) })}
      </WayInSwitch>
    </div>
  );
}
