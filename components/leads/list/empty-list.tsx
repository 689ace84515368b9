import { Inbox, SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { FirstSteps } from "@/components/demo/first-steps";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import type { FirstStep } from "@/lib/demo/schema";
import type { EmptyReason } from "@/lib/leads/list/schema";

/** `clearHref` shows the leads without filters; `steps`: what one may begin with where there are none at all. */
type EmptyListProps = { reason: EmptyReason; clearHref: string; steps: readonly FirstStep[] };

/** Stands in the place of leads where there are none. */
export function EmptyList({ reason, clearHref, steps }: EmptyListProps) {
  const t = useTranslations("leads");
  if (reason === "filtered") {
    return (
      <EmptyState
        className="rounded-lg border bg-surface"
        icon={<SearchX />}
        title={t("noneMatch")}
        description={t("noneMatchText")}
        action={
          <LinkButton href={clearHref} variant="secondary">
            {t("clearFilters")}
          </LinkButton>
        }
      />
    );
  }
  const texts = { own: "noLeadsOwnText", wait: "noLeadsWait", connect: "noLeadsConnect" } as const;
  return (
    <EmptyState
      className="rounded-lg border bg-surface"
      icon={<Inbox />}
      title={t(reason === "own" ? "noLeadsOwn" : "noLeads")}
      description={t(texts[reason])}
      action={steps.length > 0 ? <FirstSteps steps={steps} /> : undefined}
    />
  );
}

/** Every lead that was shown has left while it was looked at. */
export function NothingLeft() {
  const t = useTranslations("leads");
  return (
    <EmptyState
      className="rounded-lg border bg-surface"
      icon={<SearchX />}
      title={t("noneMatch")}
      description={t("noneLeftText")}
    />
  );
}
