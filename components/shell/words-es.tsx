"use client";

import { NextIntlClientProvider } from "next-intl";
import messages from "@/lib/i18n/messages/es.json";
import type { WordsProps } from "@/components/shell/words";

export function WordsEs(props: WordsProps) {
  return <NextIntlClientProvider {...props} locale="es" messages={messages} />;
}
