import { organisation } from "@/lib/settings/queries";
import type { ReadingHints } from "@/lib/leads/custom-fields/reading/schema";

/** How what forms sent is read, where nothing says more: as the organisation writes. */
export async function fillHints(): Promise<ReadingHints> {
  const { currency, locale } = await organisation();
  return { currency, decimal: locale === "en" ? "." : "," };
}
