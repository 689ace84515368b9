"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { importProgressAction } from "@/lib/intake/importing/actions";
import type { ImportProgress } from "@/lib/intake/importing/schema";

const LOOK_MS = 1000;

/** Watches what is at work, and reads the page again when it came to the end of a stage. */
export function useProgress(first: ImportProgress): ImportProgress {
  const router = useRouter();
  const [watched, setWatched] = useState<{ of: ImportProgress; progress: ImportProgress }>();
  // What the server said last counts, unless it was looked at since.
  const progress = watched?.of === first ? watched.progress : first;
  const { id, stage, state } = progress;

  useEffect(() => {
    if (state !== "working") return;
    let current = true;
    const look = async () => {
      const result = await importProgressAction({ importId: id }).catch(() => undefined);
      if (!current || !result?.ok) return;
      setWatched({ of: first, progress: result.data });
      if (result.data.state !== state || result.data.stage !== stage) router.refresh();
    };
    const timer = setInterval(() => void look(), LOOK_MS);
    return () => {
      current = false;
      clearInterval(timer);
    };
  }, [first, id, stage, state, router]);

  return progress;
}
