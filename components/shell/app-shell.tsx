import { cookies } from "next/headers";
import { getTranslations } from "next-intl/server";
import { ReachLine } from "@/components/live/reach-line";
import { BottomNav } from "@/components/shell/bottom-nav";
import { HomeLink } from "@/components/shell/home-link";
import { sidebarCookieName } from "@/components/shell/cookies";
import type { NavItem } from "@/components/shell/nav-items";
import { Sidebar } from "@/components/shell/sidebar";
import { UserMenu } from "@/components/shell/user-menu";
import type { ShellActions, ShellUser } from "@/components/shell/account-face";
import { CommandTrigger } from "@/components/ui/command-palette";
import { LiveRegion } from "@/components/ui/live-region";

type AppShellProps = {
  user: ShellUser;
  /** In order of use: a phone shows the first four. */
  items: readonly NavItem[];
  actions: ShellActions;
  /** The `CommandPalette`; without it there is no search box. */
  palette?: React.ReactNode;
  /** Stands beside the account, e.g. the bell. */
  tools?: React.ReactNode;
  children: React.ReactNode;
};

/** What stands around every page of a signed-in person. */
export async function AppShell({ user, items, actions, palette, tools, children }: AppShellProps) {
  const [t, common, jar] = await Promise.all([getTranslations("shell"), getTranslations("common"), cookies()]);
  const collapsed = jar.get(sidebarCookieName)?.value === "collapsed";
  const hasPalette = palette !== undefined;
  const productName = common("productName");
  return (
    <div data-sidebar={collapsed ? "collapsed" : "expanded"} className="group/shell flex min-h-dvh">
      <a
        href="#content"
        className="skip-link rounded-md bg-accent px-3 py-2 text-sm font-medium text-accent-foreground"
      >
        {t("skipToContent")}
      </a>
      <Sidebar
        productName={productName}
        items={items}
        collapsed={collapsed}
        hasPalette={hasPalette}
        words={{
          navigation: t("mainNavigation"),
          search: t("search"),
          collapse: t("collapseSidebar"),
          expand: t("expandSidebar"),
        }}
        account={
          <>
            {tools}
            <UserMenu wide user={user} actions={actions} />
          </>
        }
      />
      <div className="flex min-w-0 flex-1 flex-col">
        <header className="sticky top-0 z-30 flex h-13 items-center gap-1 border-b bg-surface pr-1 pl-4 md:hidden print:hidden">
          <HomeLink productName={productName} className="mr-auto h-full" />
          {hasPalette && <CommandTrigger compact label={t("search")} />}
          {tools}
          <UserMenu user={user} actions={actions} />
        </header>
        <ReachLine />
        <main
          id="content"
          tabIndex={-1}
          className="mx-auto w-full max-w-[100rem] flex-1 px-4 pt-5 pb-[calc(5rem+env(safe-area-inset-bottom))] outline-none md:px-7 md:pt-6 md:pb-10"
        >
          {children}
        </main>
      </div>
      <BottomNav items={items} words={{ navigation: t("mainNavigation"), more: t("more"), close: common("close") }} />
      {palette}
      <LiveRegion />
    </div>
  );
}
