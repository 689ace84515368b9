"use client";

import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";

export type FailedPageProps = { error: Error & { digest?: string }; reset: () => void };

/** What went wrong, and the code that finds it in the log; the landmark around it is whose place it stands in. */
export function FailedPage({ error, reset }: FailedPageProps) {
  const t = useTranslations("errors");
  const common = useTranslations("common");
  return (
    <div className="grid min-h-[70dvh] place-items-center">
      <EmptyState
        icon={<CircleAlert />}
        title={<h1>{t("failedTitle")}</h1>}
        description={
          <>
            {t("failedText")} <code className="font-mono text-foreground select-all">{error.digest ?? "–"}</code>
          </>
        }
        action={
          <>
            <LinkButton href="/">{t("goHome")}</LinkButton>
            <Button variant="primary" onClick={reset}>
              {common("retry")}
            </Button>
          </>
        }
      />
    </div>
  );
}
