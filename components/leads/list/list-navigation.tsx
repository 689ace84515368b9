"use client";

import { useRouter } from "next/navigation";
import { createContext, use, useOptimistic, useRef, useTransition } from "react";
import { useColumns } from "@/components/leads/list/use-columns";
import { usualColumns } from "@/lib/leads/list/columns/schema";
import { EVERYTHING, listQuery } from "@/lib/leads/list/schema";
import type { Columns } from "@/components/leads/list/use-columns";
import type { ColumnPlace } from "@/lib/leads/list/columns/schema";
import type { LeadList, ListChoices } from "@/lib/leads/list/schema";

type Navigation = {
  /** What is asked for, also while its rows are still on their way. */
  list: LeadList;
  choices: ListChoices;
  /** The page whose address it is: the table's, or a board's. */
  path: string;
  pending: boolean;
  go: (change: Partial<LeadList>) => void;
  columns: Columns;
  /** Null: as everybody has them. */
  arrange: (columns: readonly ColumnPlace[] | null) => void;
};

const NavigationContext = createContext<Navigation | null>(null);

type ListNavigationProps = {
  list: LeadList;
  choices: ListChoices;
  columns?: Columns;
  /** The page whose address it is, if it isn't the list's. */
  path?: string;
  children: React.ReactNode;
};

const LIST_PATH = "/leads";
const USUAL: Columns = { places: usualColumns(), arranged: false };

/** The list's filters and order live in the address; whoever stands inside reads and changes them here. */
export function ListNavigation({
  list,
  choices,
  columns: given = USUAL,
  path = LIST_PATH,
  children,
}: ListNavigationProps) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const [asked, setAsked] = useOptimistic(list);
  // Two changes in quick succession: the second builds on the first, whose rows aren't here yet.
  const latest = useRef(asked);

  function go(change: Partial<LeadList>) {
    startTransition(() => {
      const base = pending ? latest.current : asked;
      latest.current = { ...base, ...change };
      setAsked(latest.current);
      const query = listQuery(latest.current);
      const bare = path.startsWith(LIST_PATH) ? `${path}?${EVERYTHING}` : path;
      router.replace(query ? `${path}?${query}` : bare, { scroll: false });
    });
  }
  const toAddress = (text: string) => {
    go({ columns: text });
  };
  const { columns, arrange } = useColumns(given, list.columns === "" ? null : toAddress);

  return (
    <NavigationContext value={{ list: asked, choices, path, pending, go, columns, arrange }}>
      {children}
    </NavigationContext>
  );
}

export function useListNavigation(): Navigation {
  const navigation = use(NavigationContext);
  if (!navigation) throw new Error("this part of the list stands outside ListNavigation");
  return navigation;
}
