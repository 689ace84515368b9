"use client";

import { Languages, LogOut, SunMoon, UserRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTheme } from "next-themes";
import { useTransition } from "react";
import { useLanguage } from "@/components/shell/use-language";
import { Avatar } from "@/components/ui/avatar";
import {
  Menu,
  MenuContent,
  MenuItem,
  MenuLinkItem,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
  MenuSub,
  MenuSubTrigger,
  MenuTrigger,
} from "@/components/ui/menu";
import { cn } from "@/lib/core/cn";
import { isLocale } from "@/lib/i18n/locale";
import type { Locale } from "@/lib/i18n/locale";

export type ShellUser = { name: string; role: string };

export type ShellActions = {
  profileHref: string;
  signOut: () => Promise<unknown>;
  /** Keeps the language with the user too; the cookie is written in any case. */
  saveLocale?: (locale: Locale) => Promise<unknown>;
};

/** `wide`: at the foot of the sidebar, with the name; else the initials alone. */
export function UserMenu({ user, actions, wide = false }: { user: ShellUser; actions: ShellActions; wide?: boolean }) {
  const t = useTranslations("shell");
  const { theme = "system", setTheme } = useTheme();
  const { locale, change } = useLanguage(actions.saveLocale);
  const [, startTransition] = useTransition();

  return (
    <Menu>
      <MenuTrigger
        className={cn(
          "flex items-center gap-2.5 rounded-md text-left transition-colors hover:bg-hover data-popup-open:bg-hover",
          wide
            ? "h-11 px-1.5 group-data-[sidebar=collapsed]/shell:justify-center group-data-[sidebar=collapsed]/shell:px-0"
            : "size-11 justify-center",
        )}
      >
        <Avatar name={user.name} size={wide ? "sm" : "md"} />
        {!wide && <span className="sr-only">{t("account", { name: user.name })}</span>}
        {wide && (
          <span className="min-w-0 flex-1 group-data-[sidebar=collapsed]/shell:sr-only">
            <span className="block truncate text-sm font-medium">{user.name}</span>
            <span className="block truncate text-xs text-muted-foreground">{user.role}</span>
          </span>
        )}
      </MenuTrigger>
      <MenuContent side={wide ? "top" : "bottom"} align={wide ? "start" : "end"} className="w-56">
        {!wide && (
          <>
            <div className="px-2 py-1.5">
              <p className="truncate font-medium">{user.name}</p>
              <p className="truncate text-xs text-muted-foreground">{user.role}</p>
            </div>
            <MenuSeparator />
          </>
        )}
        <MenuLinkItem href={actions.profileHref}>
          <UserRound aria-hidden className="text-muted-foreground" />
          {t("profile")}
        </MenuLinkItem>
        <MenuSub>
          <MenuSubTrigger>
            <SunMoon aria-hidden className="text-muted-foreground" />
            {t("theme")}
          </MenuSubTrigger>
          <MenuContent>
            <MenuRadioGroup value={theme} onValueChange={setTheme}>
              <MenuRadioItem value="system">{t("themeSystem")}</MenuRadioItem>
              <MenuRadioItem value="light">{t("themeLight")}</MenuRadioItem>
              <MenuRadioItem value="dark">{t("themeDark")}</MenuRadioItem>
            </MenuRadioGroup>
          </MenuContent>
        </MenuSub>
        <MenuSub>
          <MenuSubTrigger>
            <Languages aria-hidden className="text-muted-foreground" />
            {t("language")}
          </MenuSubTrigger>
          <MenuContent>
            <MenuRadioGroup
              value={locale}
              onValueChange={(value: unknown) => {
                if (isLocale(value)) change(value);
              }}
            >
              <MenuRadioItem value="es" lang="es">
                {t("languageEs")}
              </MenuRadioItem>
              <MenuRadioItem value="en" lang="en">
                {t("languageEn")}
              </MenuRadioItem>
            </MenuRadioGroup>
          </MenuContent>
        </MenuSub>
        <MenuSeparator />
        <MenuItem
          onClick={() => {
            startTransition(async () => {
              await actions.signOut();
            });
          }}
        >
          <LogOut aria-hidden className="text-muted-foreground" />
          {t("signOut")}
        </MenuItem>
      </MenuContent>
    </Menu>
  );
}
