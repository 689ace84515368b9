"use client";

import { useTranslations } from "next-intl";
import { useOutcome } from "@/components/form/use-outcome";
import { reasonKey } from "@/lib/core/errors";
import type { ActionResult } from "@/lib/core/define-action";

type Failure = Extract<ActionResult<unknown>, { ok: false }>;

const FIELD_WORDS = [
  ...(["email", "required", "noDigits", "someContact"] as const),
  ...(["notNumber", "notAmount", "amountTooLarge", "notDate", "notOption", "notLink", "notEmail"] as const),
];

/** Why something wasn't done, in the reader's language: the field's reason where there is one. */
export function useOutcomeWords() {
  const errors = useTranslations("errors");
  const outcome = useOutcome();
  const t = useTranslations("lead.invalid");
  return (failure: Failure): string => {
    if (failure.code === "PRECONDITION") return outcome.text(failure);
    const reason = Object.values(failure.fields ?? {})[0];
    if (failure.code !== "INVALID" || reason === undefined) return errors(failure.code);
    if (reasonKey(reason) === "tooLong") return outcome.fieldText(reason);
    return t(FIELD_WORDS.find((word) => word === reason) ?? "notValid");
  };
}
