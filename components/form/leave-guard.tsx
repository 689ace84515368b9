"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";

type LeaveGuardProps = {
  /** There is something that leaving would lose. */
  active: boolean;
  words: { title: string; text: string; leave: string; stay: string };
};

/** Where somebody was about to go: a page of ours by its address, or a place of the history by its key. */
type Way = { address: string } | { entry: string };

/**
 * Asks before a link or the back button leads away from what isn't saved; where the whole page is left, the browser asks in
 * its own words. A browser without the Navigation API goes back unasked.
 */
export function LeaveGuard({ active, words }: LeaveGuardProps) {
  const router = useRouter();
  const [to, setTo] = useState<Way>();
  const leaving = useRef(false);

  useEffect(() => {
    if (!active) return;
    const onUnload = (event: BeforeUnloadEvent) => {
      event.preventDefault();
    };
    // Before the link's own listener, which would be gone already.
    const onClick = (event: MouseEvent) => {
      const address = leadsTo(event);
      if (address === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      setTo({ address });
    };
    const onNavigate = (event: NavigateEvent) => {
      if (leaving.current || event.navigationType !== "traverse" || !event.cancelable) return;
      event.preventDefault();
      setTo({ entry: event.destination.key });
    };
    const history = "navigation" in window ? window.navigation : undefined;
    history?.addEventListener("navigate", onNavigate);
    window.addEventListener("beforeunload", onUnload);
    document.addEventListener("click", onClick, { capture: true });
    return () => {
      history?.removeEventListener("navigate", onNavigate);
      window.removeEventListener("beforeunload", onUnload);
      document.removeEventListener("click", onClick, { capture: true });
    };
  }, [active]);

  function leave(way: Way): void {
    if ("address" in way) {
      router.push(way.address);
      return;
    }
    leaving.current = true;
    window.navigation.traverseTo(way.entry);
  }

  return (
    <ConfirmDialog
      open={to !== undefined}
      onOpenChange={(open) => {
        if (!open) setTo(undefined);
      }}
      title={words.title}
      description={words.text}
      confirmLabel={words.leave}
      cancelLabel={words.stay}
      tone="danger"
      onConfirm={() => {
        setTo(undefined);
        if (to !== undefined) leave(to);
      }}
    />
  );
}

/** The page of ours that a click opens in this tab. */
export function leadsTo(event: MouseEvent): string | undefined {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return undefined;
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link?.href || (link.target !== "" && link.target !== "_self") || link.hasAttribute("download")) return undefined;
  const { origin, pathname, search, hash } = new URL(link.href);
  if (origin !== window.location.origin || pathname === window.location.pathname) return undefined;
  return pathname + search + hash;
}
