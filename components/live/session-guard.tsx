"use client";

import { useEffect, useRef } from "react";
import { forgetTyped } from "@/components/form/kept";
import { useLive } from "@/components/live/use-live";
import { SESSION_ENDED } from "@/lib/core/live-event";

/** Long enough for a page that ends its own session, by signing out or by a new password, to have gone on by itself. */
const OWN_DOING_MS = 1500;
const ABOUT = ["session"] as const;
/** As the live route answers. */
const SIGNED_OUT = 205;

/** Whose session was ended elsewhere doesn't go on reading what is open: the page is asked for anew, and that leads to the sign-in. */
export function SessionGuard({ userId }: { userId: string }) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useLive(
    userId,
    (events) => {
      if (!events.some(({ name }) => name === SESSION_ENDED)) return;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        void leaveIfSignedOut();
      }, OWN_DOING_MS);
    },
    ABOUT,
  );

  useEffect(
    () => () => {
      clearTimeout(timer.current);
    },
    [],
  );
  return null;
}

async function leaveIfSignedOut(): Promise<void> {
  const answer = await fetch("/api/live", { method: "HEAD" }).catch(() => undefined);
  if (answer?.status !== SIGNED_OUT) return;
  forgetTyped();
  window.location.reload();
}
