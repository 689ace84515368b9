"use client";

import { useLocale } from "next-intl";
import { useTransition } from "react";
import { useRefresh } from "@/components/live/use-refresh";
import { languageCookie } from "@/components/shell/cookies";
import type { Locale } from "@/lib/i18n/locale";

/** The language, and a way to change it that leaves what is typed on the page where it is. */
export function useLanguage(save?: (locale: Locale) => Promise<unknown>) {
  const locale = useLocale();
  const refresh = useRefresh();
  const [, startTransition] = useTransition();

  function change(next: Locale) {
    if (next === locale) return;
    document.cookie = languageCookie(next);
    startTransition(async () => {
      await save?.(next);
      refresh();
    });
  }

  return { locale, change };
}
