import { Inbox } from "lucide-react";
import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";

/** Why no arrival is shown: none matches, or none has come yet, with how one does. */
export function NoArrivals({ filtered }: { filtered: boolean }) {
  const t = useTranslations("inbox");
  const intake = useTranslations("intake");
  return (
    <Card>
      <EmptyState
        icon={<Inbox />}
        title={filtered ? t("none") : intake("noDeliveries")}
        description={filtered ? t("noneText") : intake("noDeliveriesText")}
      />
    </Card>
  );
}
