"use client";

import { WifiOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useEffect, useState, useSyncExternalStore } from "react";
import { leadsTo } from "@/components/form/leave-guard";
import { holdPages } from "@/components/live/held-pages";
import { doubtReach, isReached, onReach } from "@/components/live/reach";
import { notify } from "@/components/ui/notify";

/** A server that is started anew is back before anybody need know. */
const UNSAID_MS = 3000;

/** Says as long as the server doesn't answer that what is shown may be old; a link pressed meanwhile leads nowhere, and nothing typed is lost. */
export function ReachLine() {
  const t = useTranslations("common");
  const router = useRouter();
  const reached = useSyncExternalStore(onReach, isReached, () => true);
  const [said, setSaid] = useState(false);
  useEffect(holdPages, []);

  useEffect(() => {
    if (reached) return;
    const timer = setTimeout(() => {
      setSaid(true);
    }, UNSAID_MS);
    // Before the link's own listener, which would go there.
    const onClick = (event: MouseEvent) => {
      const address = leadsTo(event);
      if (address === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      void doubtReach().then(() => {
        if (isReached()) router.push(address);
        else notify.warning(t("notOpened"), { id: "not-opened" });
      });
    };
    document.addEventListener("click", onClick, { capture: true });
    return () => {
      clearTimeout(timer);
      setSaid(false);
      document.removeEventListener("click", onClick, { capture: true });
    };
  }, [reached, router, t]);

  return (
    <div role="status" className="pointer-events-none sticky top-13 z-30 h-0 md:top-0 print:hidden">
      {said && (
        <p className="mx-auto flex w-fit max-w-full items-center gap-1.5 rounded-b-md border border-t-0 border-warning/25 bg-warning-soft px-3 py-0.5 text-xs">
          <WifiOff aria-hidden className="size-3.5 shrink-0 text-warning" />
          {t("unreached")}
        </p>
      )}
    </div>
  );
}
