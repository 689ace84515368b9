"use client";

import { useLocale, useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/lib/core/cn";
import { formatBytes, formatNumber } from "@/lib/core/format";
import type { BodyText } from "@/lib/intake/deliveries/body-text";

const FOLDED_LINES = 24;
/** About as many letters as those lines hold where one long line is broken. */
const FOLDED_LETTERS = 1800;

/** The body as it came. A long one shows its beginning, and all of it when asked for. */
export function RawBody({ body }: { body: BodyText }) {
  const t = useTranslations("intake");
  const locale = useLocale();
  const id = useId();
  const [open, setOpen] = useState(false);
  if ("binary" in body) {
    return <p className="text-sm text-muted-foreground">{t("binary", { size: formatBytes(body.size, { locale }) })}</p>;
  }
  const isLong = body.text.length > FOLDED_LETTERS || body.text.split("\n").length > FOLDED_LINES;
  return (
    <div className="flex flex-col items-start gap-1.5">
      <h3 className="text-sm font-medium">{t("body")}</h3>
      <pre
        id={id}
        tabIndex={0}
        aria-label={t("body")}
        className={cn(
          "w-full overflow-auto rounded-md bg-muted p-3 font-mono text-xs break-words whitespace-pre-wrap",
          isLong && !open && "max-h-96 overflow-hidden mask-b-from-70%",
        )}
      >
        {body.text}
      </pre>
      {isLong && (
        <Button
          size="sm"
          variant="ghost"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => {
            setOpen(!open);
          }}
        >
          {open ? t("foldBody") : t("wholeBody")}
        </Button>
      )}
      {body.shown < body.size && (
        <p className="text-xs text-muted-foreground">
          {t("bodyCut", { shown: formatNumber(body.shown, { locale }), size: formatNumber(body.size, { locale }) })}
        </p>
      )}
    </div>
  );
}
