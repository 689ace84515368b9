"use client";

import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";

type ListEndProps = { more: (() => Promise<void>) | null; loading: boolean; failed: boolean; shown: number };

/** Reads on when it comes near; the button is for keyboards, and for after a failure. */
export function ListEnd({ more, loading, failed, shown }: ListEndProps) {
  const t = useTranslations("leads");
  const mark = useRef<HTMLDivElement>(null);
  const near = useEffectEvent(() => {
    if (!failed) void more?.();
  });
  const hasMore = more !== null;

  useEffect(() => {
    if (!mark.current || !hasMore) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) near();
      },
      { rootMargin: "600px" },
    );
    observer.observe(mark.current);
    return () => {
      observer.disconnect();
    };
    // Observed anew after each page: a mark that stayed in view says nothing again.
  }, [hasMore, shown]);

  return (
    <div className="flex flex-wrap items-center justify-between gap-3 px-1 py-3 text-sm text-muted-foreground">
      <div ref={mark} className="flex items-center gap-3">
        {more && (
          <Button pending={loading} onClick={() => void more()}>
            {failed ? t("readAgain") : t("showMore")}
          </Button>
        )}
        {failed && <span role="alert">{t("readFailed")}</span>}
      </div>
      <ul className="flex flex-wrap gap-3 text-xs max-md:hidden pointer-coarse:hidden" aria-label={t("keys")}>
        {(["move", "open", "status", "assign", "search", "help"] as const).map((key) => (
          <li key={key} className="flex items-center gap-1.5">
            <Kbd>{t(`key.${key}.keys`)}</Kbd>
            {t(`key.${key}.does`)}
          </li>
        ))}
      </ul>
    </div>
  );
}
