"use client";

import { ShieldCheck } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState, useTransition } from "react";
import { useOutcome } from "@/components/form/use-outcome";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/notify";
import { askCheckAction } from "@/lib/audit/actions";

const LOOK_MS = 2000;

/** Has everything verified, and looks until the answer is there. `wholeAt`: when it was last. */
export function CheckButton({ wholeAt }: { wholeAt: string | null }) {
  const t = useTranslations("auditDesk");
  const outcome = useOutcome();
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const [asked, setAsked] = useState<{ after: string | null }>();
  const waiting = asked?.after === wholeAt;

  useEffect(() => {
    if (!waiting) return;
    const timer = setInterval(() => {
      router.refresh();
    }, LOOK_MS);
    return () => {
      clearInterval(timer);
    };
  }, [waiting, router]);

  return (
    <Button
      size="sm"
      pending={pending || waiting}
      onClick={() => {
        startTransition(async () => {
          const result = await askCheckAction({});
          if (!result.ok) {
            notify.error(outcome.text(result));
            return;
          }
          setAsked({ after: wholeAt });
          notify.success(t("checkAsked"));
        });
      }}
    >
      <ShieldCheck aria-hidden />
      {t("check")}
    </Button>
  );
}
