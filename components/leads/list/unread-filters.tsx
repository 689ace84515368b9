import { Info } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ListProblem } from "@/lib/leads/list/view/schema";

/** What has a sentence of its own. */
const SAID = {
  firstView: "firstViewHidden",
  searchEnd: "searchCut",
  view: "viewUnknown",
  others: "onlyYours",
} as const;

/** Says what of the address was left out, so that nobody takes the rest for what was asked. */
export function UnreadFilters({ problems }: { problems: ListProblem[] }) {
  const t = useTranslations("leads");
  if (problems.length === 0) return null;
  const said = problems.filter(hasWords).map((name) => t(SAID[name]));
  const unread = problems.filter((name) => !hasWords(name)).map((name) => t(`param.${name}`));
  if (unread.length > 0) said.push(t("unreadable", { filters: unread.join(", ") }));
  return (
    <p role="status" className="mt-2 flex items-center gap-1.5 text-sm text-muted-foreground">
      <Info aria-hidden className="size-3.5 shrink-0" />
      {said.join(" ")}
    </p>
  );
}

function hasWords(name: ListProblem): name is keyof typeof SAID {
  return Object.hasOwn(SAID, name);
}
