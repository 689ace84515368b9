"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useDesk } from "@/components/leads/page/lead-desk";
import { OutcomeForm } from "@/components/leads/page/outcome-form";
import { useOutcomeWords } from "@/components/leads/page/outcome-words";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/notify";
import { formatRelative } from "@/lib/core/format";
import { setContactOutcomeAction } from "@/lib/leads/actions";
import type { SaidContact } from "@/components/leads/page/outcome-form";
import type { OpenAttempt } from "@/lib/leads/page/schema";

/** "How did it go?", for one's own attempts that still wait for an answer, the newest first. */
export function ContactQuestion({ attempts }: { attempts: OpenAttempt[] }) {
  const t = useTranslations("lead.contact");
  const words = useOutcomeWords();
  const { moveTo, now, to } = useDesk();
  const router = useRouter();
  const [put, setPut] = useState<string[]>([]);
  const waiting = attempts.filter(({ id }) => !put.includes(id));
  const attempt = waiting[0];
  if (!attempt) return null;

  function putAside(id: string) {
    setPut((before) => [...before, id]);
  }

  async function save(id: string, { outcome, note, status }: SaidContact): Promise<boolean> {
    const result = await setContactOutcomeAction({ attemptId: id, outcome, note });
    if (!result.ok) {
      notify.error(words(result));
      return false;
    }
    putAside(id);
    if (status) await moveTo(status);
    else router.refresh();
    return true;
  }

  return (
    <section
      aria-labelledby="contact-question"
      className="rounded-lg border border-accent/40 print:hidden bg-raised p-4 shadow-popup max-md:fixed max-md:inset-x-2 max-md:bottom-[calc(4.25rem+env(safe-area-inset-bottom))] max-md:z-30 max-md:max-h-[70dvh] max-md:overflow-y-auto"
    >
      <h2 id="contact-question" className="text-base font-semibold tracking-tight">
        {t("question")}
      </h2>
      <p className="mb-3 text-sm text-muted-foreground">
        {t(`attempt.${attempt.channel}`, { when: formatRelative(attempt.at, now, to) })}
        {waiting.length > 1 && ` · ${t("moreWaiting", { count: waiting.length - 1 })}`}
      </p>
      <OutcomeForm
        key={attempt.id}
        onSave={(said) => save(attempt.id, said)}
        secondary={
          <Button
            variant="ghost"
            onClick={() => {
              putAside(attempt.id);
            }}
          >
            {t("later")}
          </Button>
        }
      />
    </section>
  );
}
