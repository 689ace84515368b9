"use client";

import { useMemo } from "react";
import { useKept } from "@/components/form/use-kept";
import { beside } from "@/components/leads/page/typed-on-lead";
import type { People } from "@/components/leads/notes/use-mentions";

/** Who is named in the text that is kept there; without them a name would be only text. */
export function useKeptPeople(key: string): People {
  const [kept, keep] = useKept(beside(key, "#people"));
  const picked = useMemo(() => (kept === "" ? [] : (JSON.parse(kept) as People[0])), [kept]);
  return [
    picked,
    (people) => {
      keep(people.length === 0 ? "" : JSON.stringify(people));
    },
  ];
}
