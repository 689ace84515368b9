import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";

/** Said beside a mail whose domain is probably a slip; a press takes what was meant. */
export function MailSlip({ meant, onTake }: { meant: string; onTake: () => void }) {
  const t = useTranslations("entry");
  return (
    <span role="status" className="flex items-start gap-1.5 text-warning">
      <TriangleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
      <span className="wrap-anywhere">
        {t.rich("mailMeant", {
          email: meant,
          take: (words) => (
            <button type="button" className="font-medium underline underline-offset-2" onClick={onTake}>
              {words}
            </button>
          ),
        })}
      </span>
    </span>
  );
}
