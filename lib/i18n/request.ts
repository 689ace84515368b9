import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { defaultTimeZone, localeCookie, pickLocale } from "@/lib/i18n/locale";
import type { Locale } from "@/lib/i18n/locale";
import en from "@/lib/i18n/messages/en.json";
import es from "@/lib/i18n/messages/es.json";

const messages = { en, es };

export default getRequestConfig(async () => {
  const locale = await resolveLocale();
  return { locale, messages: messages[locale], timeZone: defaultTimeZone, now: new Date() };
});

/** The language of this request. */
export async function resolveLocale(): Promise<Locale> {
  const [jar, sent] = await Promise.all([cookies(), headers()]);
  return pickLocale(jar.get(localeCookie)?.value, sent.get("accept-language"));
}
