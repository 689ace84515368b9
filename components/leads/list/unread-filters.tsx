import { Info } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ListProblem } from "@/lib/leads/list/view/schema";

/** Says what of the address was left out, so that nobody takes the rest for what was asked. */
export function UnreadFilters({ problems }: { problems: ListProblem[] }) {
  const t = useTranslations("leads");
  if (problems.length === 0) return null;
  const unread = problems.filter((name) => name !== "firstView" && name !== "searchEnd");
  return (
    <p role="status" className="mt-2 flex items-center gap-1.5 text-sm text-muted-foreground">
      <Info aria-hidden className="size-3.5 shrink-0" />
      {problems.includes("firstView") && <span>{t("firstViewHidden")}</span>}
      {problems.includes("searchEnd") && <span>{t("searchCut")}</span>}
      {unread.length > 0 && t("unreadable", { filters: unread.map((name) => t(`param.${name}`)).join(", ") })}
    </p>
  );
}
