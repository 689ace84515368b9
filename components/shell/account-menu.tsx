"use client";

import { AtSign, Languages, LogOut, MessageSquareText, SunMoon, UserRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTheme } from "next-themes";
import { useTransition } from "react";
import { forgetTyped } from "@/components/form/kept";
import { AccountFace, accountButtonClass } from "@/components/shell/account-face";
import { useLanguage } from "@/components/shell/use-language";
import type { ShellActions, ShellUser } from "@/components/shell/account-face";
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
import { isLocale } from "@/lib/i18n/locale";

type AccountMenuProps = { user: ShellUser; actions: ShellActions; wide: boolean };

/** What `UserMenu` loads when it is first pressed; it comes open. */
export function AccountMenu({ user, actions, wide }: AccountMenuProps) {
  const t = useTranslations("shell");
  const { theme = "system", setTheme } = useTheme();
  const { locale, change } = useLanguage(actions.saveLocale);
  const [, startTransition] = useTransition();

  return (
    <Menu defaultOpen>
      <MenuTrigger className={accountButtonClass(wide)}>
        <AccountFace user={user} wide={wide} label={t("account", { name: user.name })} />
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
        <MenuLinkItem href="/mentions">
          <AtSign aria-hidden className="text-muted-foreground" />
          {t("mentions")}
        </MenuLinkItem>
        <MenuLinkItem href="/settings/templates">
          <MessageSquareText aria-hidden className="text-muted-foreground" />
          {t("templates")}
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
              forgetTyped();
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
