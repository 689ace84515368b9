"use client";

import { useState } from "react";
import { draftOf, weekOf } from "@/components/calendar/week-draft";
import type { DraftWeek } from "@/components/calendar/week-draft";
import type { Week } from "@/lib/calendar/working-time/schema";

/** A week while it is edited: `read` answers it, or shows what is wrong and answers nothing. */
export function useWeekDraft(week: Week) {
  const [draft, setDraft] = useState<DraftWeek>(() => draftOf(week));
  const [problems, setProblems] = useState<Record<number, string>>({});
  function read(): Week | undefined {
    const result = weekOf(draft);
    setProblems("problems" in result ? result.problems : {});
    return "week" in result ? result.week : undefined;
  }
  function set(next: DraftWeek) {
    setDraft(next);
    setProblems({});
  }
  return { draft, problems, set, read };
}
