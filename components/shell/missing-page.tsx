import { Compass } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";

/** What isn't there, or isn't for whoever asks; the landmark around it is whose place it stands in. */
export async function MissingPage() {
  const t = await getTranslations("errors");
  return (
    <div className="grid min-h-[70dvh] place-items-center">
      <EmptyState
        icon={<Compass />}
        title={<h1>{t("notFoundTitle")}</h1>}
        description={t("notFoundText")}
        action={
          <LinkButton href="/" variant="primary">
            {t("goHome")}
          </LinkButton>
        }
      />
    </div>
  );
}
