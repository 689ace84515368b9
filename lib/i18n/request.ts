import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { currentActor } from "@/lib/auth/session";
import { defaultTimeZone, isLocale, localeCookie, pickLocale } from "@/lib/i18n/locale";
import type { Locale } from "@/lib/i18n/locale";
import en from "@/lib/i18n/messages/en.json";
import es from "@/lib/i18n/messages/es.json";

const messages = { en, es };

export default getRequestConfig(async () => {
  // The page that says the database is away must be worded too.
  const actor = await currentActor().catch(() => undefined);
  const locale = isLocale(actor?.locale) ? actor.locale : await visitorsLocale();
  return { locale, messages: messages[locale], timeZone: actor?.timeZone ?? defaultTimeZone, now: new Date() };
});

async function visitorsLocale(): Promise<Locale> {
  const [jar, sent] = await Promise.all([cookies(), headers()]);
  return pickLocale(jar.get(localeCookie)?.value, sent.get("accept-language"));
}
