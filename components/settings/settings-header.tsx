import { useTranslations } from "next-intl";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { PageHeader } from "@/components/ui/page-header";

type SettingsHeaderProps = {
  title: string;
  text?: string;
  actions?: React.ReactNode;
  /** Where it stands among the settings, for whoever may open them. */
  linked?: boolean;
};

/** The head of one of the settings, with the way back to all of them. */
export function SettingsHeader({ title, text, actions, linked = true }: SettingsHeaderProps) {
  const t = useTranslations("settings");
  return (
    <PageHeader
      title={title}
      description={text}
      breadcrumb={
        linked && (
          <Breadcrumb label={t("title")} crumbs={[{ label: t("title"), href: "/settings" }, { label: title }]} />
        )
      }
      actions={actions}
    />
  );
}
