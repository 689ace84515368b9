"use client";

import { useTranslations } from "next-intl";
import { Suspense, useState } from "react";
import { lazyPart } from "@/components/live/lazy-part";
import { AccountFace, accountButtonClass } from "@/components/shell/account-face";
import type { ShellActions, ShellUser } from "@/components/shell/account-face";

const load = () => import("@/components/shell/account-menu").then((file) => ({ default: file.AccountMenu }));
const AccountMenu = lazyPart(load);

/** The account button. Its menu is on every page and seldom opened, so it is only loaded when a hand comes near. */
export function UserMenu({ user, actions, wide = false }: { user: ShellUser; actions: ShellActions; wide?: boolean }) {
  const t = useTranslations("shell");
  const [wanted, setWanted] = useState(false);
  const button = (
    <button
      type="button"
      aria-haspopup="menu"
      aria-expanded={false}
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
      onClick={() => {
        setWanted(true);
      }}
      className={accountButtonClass(wide)}
    >
      <AccountFace user={user} wide={wide} label={t("account", { name: user.name })} />
    </button>
  );
  if (!wanted) return button;
  return (
    <Suspense fallback={button}>
      <AccountMenu user={user} actions={actions} wide={wide} />
    </Suspense>
  );
}
