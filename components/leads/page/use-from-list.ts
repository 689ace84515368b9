"use client";

import { useSearchParams } from "next/navigation";
import { readFrom } from "@/lib/leads/board/schema";
import { FROM_LIST } from "@/lib/leads/list/schema";

/** The list or board one came from: its address, and the query as it writes it. */
export function useFromList(): { href: string; query: string } {
  return readFrom(useSearchParams().get(FROM_LIST) ?? "");
}
