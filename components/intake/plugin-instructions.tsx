import { useTranslations } from "next-intl";
import { Disclosure } from "@/components/ui/disclosure";

const PLUGINS = [
  "cf7",
  "elementor",
  "wpforms",
  "gravity",
  "fluent",
  "ninja",
  "formidable",
  "forminator",
  "jetpack",
  "companion",
  "other",
] as const;

/** Where each form plugin wants the address. */
export function PluginInstructions() {
  const t = useTranslations("intake");
  return (
    <div>
      <h3 className="mb-1 text-sm font-medium">{t("instructions")}</h3>
      <div className="grid gap-x-6 sm:grid-cols-2">
        {PLUGINS.map((plugin) => (
          <Disclosure key={plugin} name="plugin" summary={t(`pluginNames.${plugin}`)}>
            <p className="max-w-prose text-sm text-muted-foreground">{t(`plugins.${plugin}`)}</p>
          </Disclosure>
        ))}
      </div>
    </div>
  );
}
