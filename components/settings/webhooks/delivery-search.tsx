"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useTransition } from "react";
import { SearchInput } from "@/components/ui/search-input";

const TYPING_PAUSE_MS = 250;

/** Looks for what was told of a lead, by its number; what is looked for lives in the address. */
export function DeliverySearch({ lead, path, state }: { lead: string; path: string; state: string }) {
  const t = useTranslations("webhooks");
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const typing = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(
    () => () => {
      clearTimeout(typing.current);
    },
    [],
  );
  return (
    <div role="search" aria-busy={pending} className="w-full sm:w-56">
      <SearchInput
        label={t("searchLead")}
        placeholder={t("searchLead")}
        defaultValue={lead}
        onChange={(event) => {
          const asked = event.currentTarget.value.trim();
          clearTimeout(typing.current);
          typing.current = setTimeout(() => {
            const query = new URLSearchParams({
              ...(state !== "all" && { state }),
              ...(asked !== "" && { lead: asked }),
            });
            startTransition(() => {
              router.replace(query.size === 0 ? path : `${path}?${query.toString()}`, { scroll: false });
            });
          }, TYPING_PAUSE_MS);
        }}
      />
    </div>
  );
}
