"use client";

import { useTranslations } from "next-intl";
import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { lost } from "@/components/form/use-outcome";
import { useRefresh } from "@/components/live/use-refresh";
import { useDesk } from "@/components/leads/page/lead-desk";
import { contactPlace, OutcomeForm } from "@/components/leads/page/outcome-form";
import { useOutcomeWords } from "@/components/leads/page/outcome-words";
import { useAfterContact } from "@/components/leads/page/use-after-contact";
import { putAside, usePutAside } from "@/components/leads/page/put-aside";
import { forget, onLead } from "@/components/leads/page/typed-on-lead";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/notify";
import { formatRelative } from "@/lib/core/format";
import { setContactOutcomeAction, takeBackContactAction } from "@/lib/leads/actions";
import type { SaidContact } from "@/components/leads/page/outcome-form";
import type { OpenAttempt } from "@/lib/leads/page/schema";

/** "How did it go?", for one's own attempts that still wait for an answer, the newest first. Put off once it is a line. */
export function ContactQuestion({ attempts }: { attempts: OpenAttempt[] }) {
  const t = useTranslations("lead.contact");
  const words = useOutcomeWords();
  const { meId, lead, now, to } = useDesk();
  const follow = useAfterContact();
  const refresh = useRefresh();
  const aside = usePutAside();
  const [answered, setAnswered] = useState<string[]>([]);
  const [unfolded, setUnfolded] = useState(false);
  const [taking, setTaking] = useState(false);
  const waiting = attempts.filter(({ id }) => !answered.includes(id));
  const attempt = unfolded ? waiting[0] : (waiting.find(({ id }) => aside?.includes(id) === false) ?? waiting[0]);
  if (!attempt) return null;
  const told = t(`attempt.${attempt.channel}`, { when: formatRelative(attempt.at, now, to) });
  const more = waiting.length > 1 ? ` · ${t("moreWaiting", { count: waiting.length - 1 })}` : "";

  if (!unfolded && aside?.includes(attempt.id) !== false) {
    return (
      <button
        type="button"
        aria-expanded={false}
        className="flex min-h-9 w-full items-center gap-2 rounded-lg border bg-surface px-3 text-left text-sm hover:bg-hover pointer-coarse:min-h-11 print:hidden"
        onClick={() => {
          setUnfolded(true);
        }}
      >
        <span className="shrink-0 font-medium">{t("question")}</span>
        <span className="min-w-0 flex-1 truncate text-muted-foreground">{told + more}</span>
        <ChevronDown aria-hidden className="size-4 shrink-0 text-muted-foreground" />
      </button>
    );
  }

  async function save(id: string, said: SaidContact): Promise<boolean> {
    const result = await setContactOutcomeAction({
      attemptId: id,
      outcome: said.outcome,
      ...(said.note !== "" && { note: said.note }),
    }).catch(lost);
    if (!result.ok) {
      notify.error(words(result));
      // It may be gone, or answered, elsewhere.
      refresh();
      return false;
    }
    setAnswered((before) => [...before, id]);
    await follow(said);
    return true;
  }

  async function takeBack(id: string): Promise<void> {
    setTaking(true);
    const result = await takeBackContactAction({ leadId: lead.id, attemptId: id }).catch(lost);
    setTaking(false);
    if (result.ok) {
      setAnswered((before) => [...before, id]);
      forget(onLead(meId, lead.id, contactPlace(id)));
      notify.success(t("takenBack"));
    } else notify.error(words(result));
    refresh();
  }

  return (
    <section
      aria-labelledby="contact-question"
      className="rounded-lg border border-accent/40 print:hidden bg-raised p-4 shadow-popup max-md:fixed max-md:inset-x-2 max-md:bottom-[calc(4.25rem+env(safe-area-inset-bottom))] max-md:z-30 max-md:max-h-[70dvh] max-md:overflow-y-auto"
    >
      <h2 id="contact-question" className="text-base font-semibold tracking-tight">
        {t("question")}
      </h2>
      <p className="mb-3 text-sm text-muted-foreground">{told + more}</p>
      <OutcomeForm
        key={attempt.id}
        about={attempt.id}
        channel={attempt.channel}
        onSave={(said) => save(attempt.id, said)}
        secondary={
          <>
            <Button variant="ghost" pending={taking} className="mr-auto" onClick={() => void takeBack(attempt.id)}>
              {t(`takeBack.${attempt.channel}`)}
            </Button>
            <Button
              variant="ghost"
              onClick={() => {
                putAside(waiting.map(({ id }) => id));
                setUnfolded(false);
              }}
            >
              {t("later")}
            </Button>
          </>
        }
      />
    </section>
  );
}
