import type { Locale as OurLocale } from "@/lib/i18n/locale";
import type en from "@/lib/i18n/messages/en.json";

declare module "next-intl" {
  // An interface, because only an interface can be added to from another module.
  interface AppConfig {
    Locale: OurLocale;
    Messages: typeof en;
  }
}
