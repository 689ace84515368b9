"use client";

import { NextIntlClientProvider } from "next-intl";
import messages from "@/lib/i18n/messages/en.json";
import type { WordsProps } from "@/components/shell/words";

export function WordsEn(props: WordsProps) {
  return <NextIntlClientProvider {...props} locale="en" messages={messages} />;
}
