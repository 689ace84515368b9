"use client";

import { useTranslations } from "next-intl";
import { useLanguage } from "@/components/shell/use-language";
import { SegmentedControl } from "@/components/ui/segmented-control";
import type { Locale } from "@/lib/i18n/locale";

/** For pages where nobody is signed in yet. */
export function LanguageSwitch() {
  const t = useTranslations("shell");
  const { locale, change } = useLanguage();
  return (
    <SegmentedControl<Locale>
      label={t("language")}
      value={locale}
      onValueChange={change}
      segments={[
        { value: "es", label: "ES" },
        { value: "en", label: "EN" },
      ]}
    />
  );
}
