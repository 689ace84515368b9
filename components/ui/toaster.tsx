"use client";

import { lazy, Suspense, useState, useSyncExternalStore } from "react";
import { subscribeToNotices, waitingNotices } from "@/components/ui/notify";
import { useLoadEarly } from "@/components/ui/use-load-early";
import type { Notice } from "@/components/ui/notify";

const loadOutlet = () => import("@/components/ui/toast-outlet").then((file) => ({ default: file.ToastOutlet }));
const ToastOutlet = lazy(loadOutlet);

const none: Notice[] = [];

/** Stands once in the layout. What draws comes when the page has come to rest: that the connection is gone is said by what is there. */
export function Toaster() {
  const waiting = useSyncExternalStore(subscribeToNotices, waitingNotices, () => none);
  useLoadEarly(loadOutlet);
  const [wanted, setWanted] = useState(false);
  if (waiting.length > 0 && !wanted) setWanted(true);
  if (!wanted) return null;
  return (
    <Suspense fallback={null}>
      <ToastOutlet waiting={waiting} />
    </Suspense>
  );
}
