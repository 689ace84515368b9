"use client";

import { useLocale } from "next-intl";

type Labelled = { labelEn: string; labelEs: string };

/** A word's label in the reader's language. */
export function useLabel(): (term: Labelled) => string {
  const locale = useLocale();
  return (term) => (locale === "en" ? term.labelEn : term.labelEs);
}
