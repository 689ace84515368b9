"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { useAfterTyping } from "@/components/form/use-after-typing";
import { SearchInput } from "@/components/ui/search-input";

/** Looks for what was told of a lead, by its number; what is looked for lives in the address. */
export function DeliverySearch({ lead, path, state }: { lead: string; path: string; state: string }) {
  const t = useTranslations("webhooks");
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const afterTyping = useAfterTyping();
  return (
    <div role="search" aria-busy={pending} className="w-full sm:w-56">
      <SearchInput
        label={t("searchLead")}
        placeholder={t("searchLead")}
        defaultValue={lead}
        onChange={(event) => {
          const asked = event.currentTarget.value.trim();
          afterTyping(() => {
            const query = new URLSearchParams({
              ...(state !== "all" && { state }),
              ...(asked !== "" && { lead: asked }),
            });
            startTransition(() => {
              router.replace(query.size === 0 ? path : `${path}?${query.toString()}`, { scroll: false });
            });
          });
        }}
      />
    </div>
  );
}
