import { localeCookie } from "@/lib/i18n/locale";
import type { Locale } from "@/lib/i18n/locale";

const A_YEAR_SECONDS = 31_536_000;

export const sidebarCookieName = "sidebar";

export function sidebarCookie(state: "expanded" | "collapsed") {
  return cookie(sidebarCookieName, state);
}

export function languageCookie(locale: Locale) {
  return cookie(localeCookie, locale);
}

// Neither is a secret, and the screen writes both itself: they need no HttpOnly.
function cookie(name: string, value: string) {
  return `${name}=${value}; path=/; max-age=${A_YEAR_SECONDS}; samesite=lax`;
}
