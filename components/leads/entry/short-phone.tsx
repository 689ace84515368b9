import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";

/** No number that can be called is shorter, with its area code or without. */
const FEWEST = 6;

/** Digits of a number that was begun and not ended; it may be all that somebody has. */
export function looksIncomplete(phone: string): boolean {
  const digits = phone.replace(/\D/g, "").length;
  return phone.trim() !== "" && digits < FEWEST;
}

/** Said beside it; nothing is refused. */
export function ShortPhone({ phone }: { phone: string }) {
  const t = useTranslations("entry");
  return (
    <span role="status" className="flex items-start gap-1.5 text-warning">
      <TriangleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
      {t(/\d/.test(phone) ? "phoneShort" : "phoneNone")}
    </span>
  );
}
