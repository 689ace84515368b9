import { deviceOf } from "@/lib/auth/devices/schema";
import { formatDateTime } from "@/lib/core/format";
import { lettersIn } from "@/lib/i18n/words-in";
import type { Client } from "@/lib/auth/schema";
import type { Letter } from "@/lib/core/mail/letter";

type Reader = { firstName: string; locale: string; timeZone: string };

/** That somebody signed in with a browser that wasn't known: the one who reads this knows whether it was them. */
export function newDeviceLetter(to: Reader, client: Client, { at, baseUrl }: { at: Date; baseUrl: string }): Letter {
  const t = lettersIn(to.locale);
  const { browser, system } = deviceOf(client.userAgent);
  const device = [browser, system].filter(Boolean).join(", ") || t("newDevice.unknown");
  const when = formatDateTime(at, { locale: to.locale, timeZone: to.timeZone });
  return {
    subject: t("newDevice.subject"),
    paragraphs: [
      t("newDevice.text", { name: to.firstName, when, device, address: client.address }),
      t("newDevice.look"),
    ],
    ...(baseUrl !== "" && { link: { label: t("newDevice.link"), href: `${baseUrl}/profile` } }),
    footer: t("newDevice.footer"),
  };
}
