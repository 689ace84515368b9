import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { buttonVariants } from "@/components/ui/button";
import { Disclosure } from "@/components/ui/disclosure";
import { cn } from "@/lib/core/cn";

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
            {plugin === "companion" && (
              <a href="/api/companion" download className={cn(buttonVariants({ size: "sm" }), "mt-2")}>
                <Download aria-hidden />
                {t("companion.download")}
              </a>
            )}
          </Disclosure>
        ))}
      </div>
    </div>
  );
}
