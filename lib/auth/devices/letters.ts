import { deviceOf } from "@/lib/auth/devices/schema";
import { formatDateTime } from "@/lib/core/format";
import { lettersIn } from "@/lib/i18n/words-in";
import type { Client } from "@/lib/auth/schema";
import type { Letter } from "@/lib/core/mail/letter";

type Reader = { firstName: string; locale: string; timeZone: string };

type Where = { at: Date; baseUrl: string };

/** That somebody signed in with a browser that wasn't known: the one who reads this knows whether it was them. */
export function newDeviceLetter(to: Reader, client: Client, { at, baseUrl }: Where): Letter {
  const t = lettersIn(to.locale);
  return {
    subject: t("newDevice.subject"),
    paragraphs: [t("newDevice.text", seen(to, client, at)), t("newDevice.look")],
    ...profileLink(t("newDevice.link"), baseUrl),
    footer: t("newDevice.footer"),
  };
}

/** That an account got a passkey, which opens it from then on. */
export function passkeyLetter(to: Reader, client: Client, { at, baseUrl, name }: Where & { name: string }): Letter {
  const t = lettersIn(to.locale);
  return {
    subject: t("newPasskey.subject"),
    paragraphs: [t("newPasskey.text", { ...seen(to, client, at), passkey: name }), t("newPasskey.look")],
    ...profileLink(t("newPasskey.link"), baseUrl),
    footer: t("newDevice.footer"),
  };
}

function seen(to: Reader, client: Client, at: Date) {
  const { browser, system } = deviceOf(client.userAgent);
  const device = [browser, system].filter(Boolean).join(", ") || lettersIn(to.locale)("newDevice.unknown");
  const when = formatDateTime(at, { locale: to.locale, timeZone: to.timeZone });
  return { name: to.firstName, when, device, address: client.address };
}

function profileLink(label: string, baseUrl: string): Pick<Letter, "link"> {
  return baseUrl === "" ? {} : { link: { label, href: `${baseUrl}/profile` } };
}
