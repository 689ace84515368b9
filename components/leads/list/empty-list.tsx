import { Inbox, SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import type { EmptyReason } from "@/lib/leads/list/schema";

/** Stands in the place of leads where there are none; `clearHref` shows them without filters. */
export function EmptyList({ reason, clearHref }: { reason: EmptyReason; clearHref: string }) {
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
      {...(reason === "connect" && {
        action: (
          <LinkButton href="/intake/sources/new" variant="primary">
            {t("connect")}
          </LinkButton>
        ),
      })}
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
