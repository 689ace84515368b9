"use client";

import { useTranslations } from "next-intl";
import { CopyField } from "@/components/ui/copy-field";

/** An address or a secret to take elsewhere, with its button. */
export function Copyable({ label, value }: { label: string; value: string }) {
  const t = useTranslations("common");
  return (
    <CopyField
      label={label}
      value={value}
      copyLabel={t("copy")}
      copiedLabel={t("copied")}
      refusedText={t("copyRefused")}
    />
  );
}
