"use client";

import { useSearchParams } from "next/navigation";
import { FROM_LIST, listQuery, readList } from "@/lib/leads/list/schema";

/** The query of the list one came from, as the list itself writes it. */
export function useFromList(): string {
  const from = useSearchParams().get(FROM_LIST) ?? "";
  return listQuery(readList(Object.fromEntries(new URLSearchParams(from))).list);
}
