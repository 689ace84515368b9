"use client";

import { useEffect, useState } from "react";
import { lost } from "@/components/form/use-outcome";
import { importProgressAction } from "@/lib/intake/importing/actions";
import type { ImportProgress } from "@/lib/intake/importing/schema";
import { useRefresh } from "@/components/live/use-refresh";

const LOOK_MS = 1000;

/**
 * Watches what is at work, and reads the page again when it came to the end of a stage. What is read is read once the
 * page knows its columns as well: until then it is asked for again, since an answer may be of a moment before.
 */
export function useProgress(first: ImportProgress, hasColumns: boolean): ImportProgress {
  const refresh = useRefresh();
  const [watched, setWatched] = useState<{ of: ImportProgress; progress: ImportProgress }>();
  // What the server said last counts, unless it was looked at since.
  const progress = watched?.of === first ? watched.progress : first;
  const { id, stage, state } = progress;
  const isRead = stage === "read" && state === "done";
  const isBehind = isRead && (first.stage !== "read" || first.state !== "done" || !hasColumns);

  useEffect(() => {
    if (state !== "working") return;
    let current = true;
    const look = async () => {
      const result = await importProgressAction({ importId: id }).catch(lost);
      if (!current || !result.ok) return;
      setWatched({ of: first, progress: result.data });
      if (result.data.state !== state || result.data.stage !== stage) refresh();
    };
    const timer = setInterval(() => void look(), LOOK_MS);
    return () => {
      current = false;
      clearInterval(timer);
    };
  }, [first, id, stage, state, refresh]);

  useEffect(() => {
    if (!isBehind) return;
    const timer = setInterval(() => {
      refresh();
    }, LOOK_MS);
    return () => {
      clearInterval(timer);
    };
  }, [isBehind, refresh]);

  return isBehind ? { ...progress, state: "working" } : progress;
}
