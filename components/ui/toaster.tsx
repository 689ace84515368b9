"use client";

import { lazy, Suspense, useState, useSyncExternalStore } from "react";
import { subscribeToNotices, waitingNotices } from "@/components/ui/notify";
import type { Notice } from "@/components/ui/notify";

const ToastOutlet = lazy(() => import("@/components/ui/toast-outlet").then((file) => ({ default: file.ToastOutlet })));

const none: Notice[] = [];

/** Stands once in the layout and costs nothing until the first `notify`. */
export function Toaster() {
  const waiting = useSyncExternalStore(subscribeToNotices, waitingNotices, () => none);
  const [wanted, setWanted] = useState(false);
  if (waiting.length > 0 && !wanted) setWanted(true);
  if (!wanted) return null;
  return (
    <Suspense fallback={null}>
      <ToastOutlet waiting={waiting} />
    </Suspense>
  );
}
