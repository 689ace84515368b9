"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { shortened } from "@/lib/core/text";
import type { FieldEdit } from "@/components/leads/page/use-field-edit";

const LONGEST = 200;

/** Who was first and what they wrote; what one typed oneself is still in the field above. */
export function FieldConflict({ edit, say }: { edit: FieldEdit; say?: (value: string) => string }) {
  const t = useTranslations("lead.conflict");
  const { conflict } = edit;
  const place = useRef<HTMLDivElement>(null);
  const isThere = conflict !== null;
  // On a phone it may begin under the bar at the bottom.
  useEffect(() => {
    if (isThere) place.current?.scrollIntoView({ block: "nearest" });
  }, [isThere]);
  if (!conflict) return null;
  const theirs = say?.(conflict.theirs) ?? conflict.theirs;
  const value = theirs === "" ? t("empty") : shortened(theirs, LONGEST);
  return (
    <div ref={place} className="scroll-mt-16 scroll-mb-24">
      <Alert variant="warning" className="mt-2">
        <p className="break-words">{conflict.by ? t("by", { by: conflict.by, value }) : t("somebody", { value })}</p>
        <div className="mt-2 flex flex-wrap gap-2">
          <Button size="sm" variant="primary" pending={edit.saving} onClick={() => void edit.useMine(conflict)}>
            {t("useMine")}
          </Button>
          <Button size="sm" onClick={edit.stop}>
            {t("keepTheirs")}
          </Button>
        </div>
      </Alert>
    </div>
  );
}
