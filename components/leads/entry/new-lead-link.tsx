import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { LinkButton } from "@/components/ui/link-button";

export function NewLeadLink() {
  const t = useTranslations("entry");
  return (
    <LinkButton href="/leads/new" variant="primary">
      <Plus aria-hidden />
      {t("title")}
    </LinkButton>
  );
}
