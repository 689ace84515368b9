import { useTranslations } from "next-intl";
import { TypedThere } from "@/components/leads/page/typed-there";
import { Alert } from "@/components/ui/alert";
import { PageHeader } from "@/components/ui/page-header";
import { leadLabel } from "@/lib/leads/schema";

type JoinedElsewhereProps = { meId: string; number: number; leadId: string; by: string };

/** Instead of a lead that was merged into one which its reader may not see. */
export function JoinedElsewhere({ meId, number, leadId, by }: JoinedElsewhereProps) {
  const t = useTranslations("duplicates");
  const label = leadLabel(number);
  return (
    <div className="flex flex-col gap-4">
      <PageHeader title={label} />
      <Alert>{t("elsewhere", { label, by })}</Alert>
      <TypedThere meId={meId} leadId={leadId} />
    </div>
  );
}
