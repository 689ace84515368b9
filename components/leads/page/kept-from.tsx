"use client";

import { EyeOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDesk } from "@/components/leads/page/lead-desk";
import { SENSITIVE_FIELDS } from "@/lib/core/permissions";
import { hidesWords } from "@/lib/leads/sensitive/schema";

/** What the reader's role doesn't show of any lead: so that nobody takes it for missing. */
export function KeptFrom() {
  const t = useTranslations("lead.facts");
  const sensitive = useTranslations("sensitive");
  const { lead } = useDesk();
  const hidden = SENSITIVE_FIELDS.filter((field) => lead.sensitive[field] === "hidden");
  if (hidden.length === 0) return null;
  const fields = hidden.map((field) => sensitive(field)).join(", ");
  return (
    <p className="mt-3 flex items-start gap-2 text-sm text-muted-foreground">
      <EyeOff aria-hidden className="mt-0.5 size-3.5 shrink-0" />
      <span>
        {t("hidden", { fields })} {hidesWords(hidden) && t("hiddenAnswers")}
      </span>
    </p>
  );
}
