import { useTranslations } from "next-intl";
import { Spinner } from "@/components/ui/spinner";

/** A form that is connected but hasn't sent yet: what is waited for, and how to make it come. */
export function FirstDelivery({ tested }: { tested: boolean }) {
  const t = useTranslations("intake");
  return (
    <div
      role="status"
      className="flex items-start gap-3 rounded-lg border border-info/25 bg-info-soft px-4 py-3 text-sm"
    >
      <Spinner className="mt-0.5 size-4 shrink-0 text-info" />
      <div>
        <p className="font-medium">{tested ? t("waitingTested") : t("waitingTitle")}</p>
        <ol className="mt-1 list-decimal pl-5 text-muted-foreground">
          <li>{t("waitingPaste")}</li>
          <li>{t("waitingSend")}</li>
          <li>{t("waitingSee")}</li>
        </ol>
      </div>
    </div>
  );
}
