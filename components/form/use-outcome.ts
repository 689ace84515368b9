"use client";

import { useLocale, useTranslations } from "next-intl";
import { doubtReach } from "@/components/live/reach";
import { lengthsIn } from "@/lib/core/errors";
import { formatNumber, formatWait } from "@/lib/core/format";
import type { ActionResult } from "@/lib/core/define-action";

export type Refusal = Exclude<ActionResult<unknown>, { ok: true }>;

/** What is said where no answer came back: every action is awaited with `.catch(lost)`, or nothing would be said at all. */
export const lost = (): Refusal => {
  void doubtReach();
  return { ok: false, code: "UNANSWERED", requestId: "" };
};

/** Words for what an action refused: one for a field, one for the whole. */
export function useOutcome() {
  const t = useTranslations("errors");
  const locale = useLocale();
  type Key = Parameters<typeof t>[0];
  const has = (key: string): key is Key => t.has(key as Key);

  function fieldText(key: string): string {
    const lengths = lengthsIn(key);
    const number = (value: number) => formatNumber(value, { locale });
    if (lengths) return t("tooLongBy", { most: number(lengths.most), length: number(lengths.length) });
    return has(key) ? t(key) : t("notValid");
  }

  function text({ code, details = {}, requestId }: Refusal): string {
    const reason = `reasons.${details["reason"] ?? ""}`;
    if (code === "PRECONDITION" && has(reason)) return t(reason, details);
    if (code === "LIMIT" && details["seconds"]) {
      return t("waitFor", { time: formatWait(Number(details["seconds"]), { locale }) });
    }
    if (code === "CONFLICT" && details["by"]) return t("changedBy", { by: details["by"], to: details["to"] ?? "" });
    return code === "INTERNAL" ? `${t(code)} (${requestId})` : t(code);
  }

  return { fieldText, text };
}
