"use client";

import dynamic from "next/dynamic";
import type { Locale } from "@/lib/i18n/locale";

const WORDS = {
  en: dynamic(() => import("@/components/shell/words-en").then((file) => file.WordsEn)),
  es: dynamic(() => import("@/components/shell/words-es").then((file) => file.WordsEs)),
};

export type WordsProps = { timeZone: string; now: Date; children: React.ReactNode };

/**
 * The texts of the reader's language for everything below. They come as a file of the program, which a browser keeps
 * until the next release: sent with the pages they were a third of each page and of each reading it again.
 */
export function Words({ locale, ...props }: WordsProps & { locale: Locale }) {
  const Language = WORDS[locale];
  return <Language {...props} />;
}
