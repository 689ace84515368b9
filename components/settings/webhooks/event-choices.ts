import { whatOf } from "@/components/audit/entry-words";
import { EVERY_LEAD_EVENT } from "@/lib/webhooks/outward/schema";
import type { useTranslations } from "next-intl";
import type { ComboboxOption } from "@/components/ui/combobox-popup";

type Words = { audit: ReturnType<typeof useTranslations<"audit">>; everything: string };

/** Names of events in words, with the name that the program reads beside them. */
export function eventChoices(names: readonly string[], { audit, everything }: Words): ComboboxOption[] {
  return names.map((name) => ({
    value: name,
    label: name === EVERY_LEAD_EVENT ? everything : `${whatOf(name, { t: audit })} (${name})`,
  }));
}
