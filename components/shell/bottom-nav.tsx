import { MoreSheet } from "@/components/shell/more-sheet";
import { NavIcon } from "@/components/shell/nav-items";
import type { NavItem } from "@/components/shell/nav-items";
import { NavLink } from "@/components/shell/nav-link";

const ROOM = 4;

type BottomNavProps = { items: readonly NavItem[]; words: { navigation: string; more: string; close: string } };

const slot =
  "relative flex h-14 flex-1 flex-col items-center justify-center gap-0.5 text-2xs font-medium text-muted-foreground focus-visible:-outline-offset-4 aria-[current=page]:text-accent-text";

/**
 * The phone's navigation, under the thumb: the first four, and the rest in a sheet. A page with a bar of its own there
 * (`data-bottom-bar`) takes its place.
 */
export function BottomNav({ items, words }: BottomNavProps) {
  const fitsAll = items.length <= ROOM + 1;
  const shown = fitsAll ? items : items.slice(0, ROOM);
  const rest = fitsAll ? [] : items.slice(ROOM);
  const rooms = items.map(({ href }) => href);
  return (
    <nav
      aria-label={words.navigation}
      className="fixed inset-x-0 bottom-0 z-30 border-t bg-surface pb-safe group-has-data-bottom-bar/shell:hidden md:hidden print:hidden"
    >
      <ul className="flex">
        {shown.map((item) => (
          <li key={item.key} className="flex min-w-0 flex-1">
            <NavLink href={item.href} rooms={rooms} className={slot}>
              <NavIcon name={item.icon} />
              <span className="max-w-full truncate px-0.5">{item.label}</span>
              {item.badge !== undefined && <BottomBadge text={item.badge} />}
            </NavLink>
          </li>
        ))}
        {rest.length > 0 && (
          <li className="flex min-w-0 flex-1">
            <MoreSheet label={words.more} closeLabel={words.close} className={slot}>
              <ul className="grid grid-cols-1 gap-1">
                {rest.map((item) => (
                  <li key={item.key}>
                    <NavLink
                      href={item.href}
                      rooms={rooms}
                      className="flex h-12 items-center gap-3 rounded-md px-2 text-lg hover:bg-hover aria-[current=page]:bg-hover aria-[current=page]:[&_svg]:text-accent-text"
                    >
                      <NavIcon name={item.icon} />
                      <span className="min-w-0 flex-1 truncate">{item.label}</span>
                      {item.badge !== undefined && (
                        <span className="rounded-full bg-accent-soft px-2 text-xs font-semibold text-accent-text">
                          {item.badge}
                        </span>
                      )}
                    </NavLink>
                  </li>
                ))}
              </ul>
            </MoreSheet>
          </li>
        )}
      </ul>
    </nav>
  );
}

function BottomBadge({ text }: { text: string }) {
  return (
    <span className="absolute top-1 left-1/2 ml-2 min-w-4 rounded-full bg-accent px-1 text-center text-[0.625rem] leading-4 font-semibold text-accent-foreground">
      {text}
    </span>
  );
}
