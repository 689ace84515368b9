"use client";

import { ShieldCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useRefresh } from "@/components/live/use-refresh";
import { useRun } from "@/components/form/use-run";
import { Button } from "@/components/ui/button";
import { askCheckAction } from "@/lib/audit/actions";

const LOOK_MS = 2000;

/** Has everything verified, and looks until the answer is there. `wholeAt`: when it was last. */
export function CheckButton({ wholeAt }: { wholeAt: string | null }) {
  const t = useTranslations("auditDesk");
  const refresh = useRefresh();
  const { run, pending } = useRun();
  const [asked, setAsked] = useState<{ after: string | null }>();
  const waiting = asked?.after === wholeAt;

  useEffect(() => {
    if (!waiting) return;
    const timer = setInterval(() => {
      refresh();
    }, LOOK_MS);
    return () => {
      clearInterval(timer);
    };
  }, [waiting, refresh]);

  async function ask() {
    if (await run(() => askCheckAction({}), t("checkAsked"))) setAsked({ after: wholeAt });
  }

  return (
    <Button size="sm" pending={pending || waiting} onClick={() => void ask()}>
      <ShieldCheck aria-hidden />
      {t("check")}
    </Button>
  );
}
