import { CommandTrigger } from "@/components/ui/command-palette";
import { HomeLink } from "@/components/shell/home-link";
import { NavIcon } from "@/components/shell/nav-items";
import type { NavItem } from "@/components/shell/nav-items";
import { NavLink } from "@/components/shell/nav-link";
import { SidebarToggle } from "@/components/shell/sidebar-toggle";

type SidebarProps = {
  productName: string;
  items: readonly NavItem[];
  collapsed: boolean;
  words: { navigation: string; search: string; collapse: string; expand: string };
  account: React.ReactNode;
  hasPalette: boolean;
};

/** The desk's navigation. What hides when it is narrow hides by CSS, so that pressing the toggle redraws nothing. */
export function Sidebar({ productName, items, collapsed, words, account, hasPalette }: SidebarProps) {
  return (
    <header className="sticky top-0 hidden h-dvh w-56 shrink-0 flex-col border-r bg-sidebar transition-[width] duration-180 ease-out group-data-[sidebar=collapsed]/shell:w-14 md:flex print:hidden">
      <div className="flex h-13 items-center px-4 group-data-[sidebar=collapsed]/shell:justify-center group-data-[sidebar=collapsed]/shell:px-0">
        <HomeLink productName={productName} />
      </div>
      {hasPalette && (
        <div className="px-2.5 pb-2">
          <CommandTrigger label={words.search} className="group-data-[sidebar=collapsed]/shell:hidden" />
          <CommandTrigger
            label={words.search}
            compact
            className="mx-auto hidden group-data-[sidebar=collapsed]/shell:flex"
          />
        </div>
      )}
      <nav aria-label={words.navigation} className="flex min-h-0 flex-1 flex-col overflow-y-auto px-2.5 py-1">
        {groups(items).map((group) => (
          <ul key={group[0]?.key} className="flex flex-col gap-px not-first:mt-2 not-first:border-t not-first:pt-2">
            {group.map((item) => (
              <li key={item.key}>
                <NavLink
                  href={item.href}
                  rooms={items.map(({ href }) => href)}
                  title={item.label}
                  className="relative flex h-8 items-center gap-2.5 rounded-md px-2 text-sm font-medium text-muted-foreground transition-colors group-data-[sidebar=collapsed]/shell:justify-center hover:bg-hover hover:text-foreground aria-[current=page]:bg-hover aria-[current=page]:text-foreground aria-[current=page]:[&_svg]:text-accent-text"
                >
                  <NavIcon name={item.icon} />
                  <span className="min-w-0 flex-1 truncate group-data-[sidebar=collapsed]/shell:sr-only">
                    {item.label}
                  </span>
                  {item.badge !== undefined && (
                    <span className="rounded-full bg-accent-soft px-1.5 text-2xs font-semibold text-accent-text group-data-[sidebar=collapsed]/shell:absolute group-data-[sidebar=collapsed]/shell:-top-0.5 group-data-[sidebar=collapsed]/shell:-right-0.5">
                      {item.badge}
                    </span>
                  )}
                </NavLink>
              </li>
            ))}
          </ul>
        ))}
      </nav>
      <div className="flex flex-col gap-1 border-t p-2.5">
        <SidebarToggle collapsed={collapsed} collapseLabel={words.collapse} expandLabel={words.expand} />
        {account}
      </div>
    </header>
  );
}

function groups(items: readonly NavItem[]) {
  const names = [...new Set(items.map((item) => item.group))];
  return names.map((name) => items.filter((item) => item.group === name));
}
