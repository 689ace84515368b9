import type { useTranslations } from "next-intl";
import type { Note } from "@/lib/intake/importing/schema";

type Words = ReturnType<typeof useTranslations<"imports">>;

/** Why a row comes out as it does, as a sentence. */
export function noteWords(t: Words, { reason, detail }: Note): string {
  const fields = reason === "differs" ? detail.split(",").map((field) => t(`fields.${field as "email"}`)) : [];
  return t(`reasons.${reason as "status_unknown"}`, { detail: fields.length > 0 ? fields.join(", ") : detail });
}
