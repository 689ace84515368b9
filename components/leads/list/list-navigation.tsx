"use client";

import { useRouter } from "next/navigation";
import { createContext, use, useOptimistic, useRef, useTransition } from "react";
import { listQuery } from "@/lib/leads/list/schema";
import type { LeadList, ListChoices } from "@/lib/leads/list/schema";

type Navigation = {
  /** What is asked for, also while its rows are still on their way. */
  list: LeadList;
  choices: ListChoices;
  pending: boolean;
  go: (change: Partial<LeadList>) => void;
};

const NavigationContext = createContext<Navigation | null>(null);

type ListNavigationProps = {
  list: LeadList;
  choices: ListChoices;
  /** The page whose address it is, if it isn't the list's. */
  path?: string;
  children: React.ReactNode;
};

/** The list's filters and order live in the address; whoever stands inside reads and changes them here. */
export function ListNavigation({ list, choices, path = "/leads", children }: ListNavigationProps) {
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
      router.replace(query ? `${path}?${query}` : path, { scroll: false });
    });
  }

  return <NavigationContext value={{ list: asked, choices, pending, go }}>{children}</NavigationContext>;
}

export function useListNavigation(): Navigation {
  const navigation = use(NavigationContext);
  if (!navigation) throw new Error("this part of the list stands outside ListNavigation");
  return navigation;
}
