"use client";

import { ChevronDown, ChevronUp } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useState } from "react";
import { isTaken } from "@/components/ui/keys";
import { keepOpened, neighbours } from "@/components/leads/kept-list";
import { useFromList } from "@/components/leads/page/use-from-list";
import { rememberLead } from "@/components/leads/recent-leads";
import { IconButton } from "@/components/ui/icon-button";
import { leadHref } from "@/lib/leads/list/schema";
import type { Neighbours } from "@/components/leads/kept-list";

/** To the lead before and after this one in the list one came from: by a press, or by K and J. */
export function LeadSteps({ number, userId }: { number: number; userId: string }) {
  const t = useTranslations("lead.steps");
  const router = useRouter();
  const { query } = useFromList();
  const [near, setNear] = useState<Neighbours | null>(null);

  useEffect(() => {
    let gone = false;
    rememberLead(userId, number);
    keepOpened(query, userId, number);
    neighbours(query, userId, number).then(
      (found) => {
        if (!gone) setNear(found);
      },
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [query, userId, number]);

  /** In place of this one: "back" leads to the list and not through every lead looked at. */
  function step(to: number | null | undefined) {
    if (to) router.replace(leadHref(to, query));
  }

  const press = useEffectEvent((event: KeyboardEvent) => {
    const key = event.key.toLowerCase();
    if ((key !== "j" && key !== "k") || isTaken(event)) return;
    event.preventDefault();
    step(key === "j" ? near?.after : near?.before);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      press(event);
    };
    window.addEventListener("keydown", listen);
    return () => {
      window.removeEventListener("keydown", listen);
    };
  }, []);

  if (!near) return null;
  return (
    <div className="flex shrink-0 gap-0.5">
      <IconButton
        label={t("before")}
        size="sm"
        disabled={near.before === null}
        aria-keyshortcuts="K"
        onClick={() => {
          step(near.before);
        }}
      >
        <ChevronUp aria-hidden />
      </IconButton>
      <IconButton
        label={t("after")}
        size="sm"
        disabled={near.after === null}
        aria-keyshortcuts="J"
        onClick={() => {
          step(near.after);
        }}
      >
        <ChevronDown aria-hidden />
      </IconButton>
    </div>
  );
}
