import { lazy } from "react";
import { untilReached } from "@/components/live/reach";

/**
 * A part that comes when it is needed. Where it can't be fetched it is fetched once the server answers again: React would
 * show the page of errors instead of the page, with all that is typed there.
 */
export const lazyPart: typeof lazy = (load) =>
  lazy(() =>
    load().catch(async () => {
      await untilReached();
      return load();
    }),
  );
