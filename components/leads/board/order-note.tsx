import { Info } from "lucide-react";
import { useTranslations } from "next-intl";
import { isFieldName } from "@/lib/leads/custom-fields/field/schema";

/** A list can be in the order of a custom field, a board's columns can't: said, so that nobody takes their order for it. */
export function OrderNote({ sort }: { sort: string }) {
  const t = useTranslations("leads.board");
  if (!isFieldName(sort)) return null;
  return (
    <p role="status" className="mt-2 flex items-center gap-1.5 text-sm text-muted-foreground">
      <Info aria-hidden className="size-3.5 shrink-0" />
      {t("orderNote")}
    </p>
  );
}
