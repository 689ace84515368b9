"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { lost } from "@/components/form/use-outcome";
import { useDesk } from "@/components/leads/page/lead-desk";
import { chosenClass } from "@/components/leads/page/chosen-class";
import { useRefresh } from "@/components/live/use-refresh";
import { ofDistinctDays, postponed } from "@/components/tasks/postponed";
import { Button } from "@/components/ui/button";
import { DateInput } from "@/components/ui/date-input";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { notify } from "@/components/ui/notify";
import { addTaskAction, removeTaskAction } from "@/lib/leads/tasks/actions";
import type { Done } from "@/components/leads/page/use-lead-changes";
import type { FormatFor } from "@/lib/core/format";
import type { ContactChannel } from "@/lib/leads/schema";

/** When to try again; a task is planned for it. */
const CHOICES = ["tomorrow", "monday", "week"] as const;
type Chosen = { how: (typeof CHOICES)[number] | "day" | "none"; day: string; time: string };

type FollowUp = {
  chosen: Chosen;
  choose: (chosen: Partial<Chosen>) => void;
  /** Null where nothing is planned. */
  plan: (() => Promise<Done>) | null;
};

export function useFollowUp(channel: ContactChannel): FollowUp {
  const t = useTranslations("tasks");
  const { lead, to } = useDesk();
  const refresh = useRefresh();
  const [chosen, setChosen] = useState<Chosen>({ how: "none", day: "", time: "" });

  /** The contact is logged already: what can't be planned is said, and takes nothing back. */
  async function plan({ how, day, time }: Chosen): Promise<Done> {
    const now = new Date();
    const today = todayIn(to, now);
    const due =
      how === "day" || how === "none"
        ? { day, time: time === "" ? null : time.slice(0, 5) }
        : postponed({ day: today, time: null }, how, { now, today });
    const input = { leadId: lead.id, title: t(`followUp.${channel}.title`), due };
    const result = await addTaskAction(input).catch(lost);
    if (!result.ok) return { said: t("followUp.failed") };
    const taskId = result.data.id;
    return { said: t("added"), undo: () => void remove(taskId) };
  }

  async function remove(taskId: string): Promise<void> {
    const result = await removeTaskAction({ taskId }).catch(lost);
    if (!result.ok) notify.error(t("followUp.kept"));
    refresh();
  }

  return {
    chosen,
    choose: (some) => {
      setChosen((before) => ({ ...before, ...some }));
    },
    plan: chosen.how === "none" ? null : () => plan(chosen),
  };
}

function todayIn({ timeZone }: FormatFor, now: Date): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone }).format(now);
}

/** A few days in one press, and any other with or without its hour. */
export function FollowUpFields({ channel, followUp }: { channel: ContactChannel; followUp: FollowUp }) {
  const t = useTranslations("tasks");
  const { now, to } = useDesk();
  const { chosen, choose } = followUp;
  const today = todayIn(to, new Date(now));
  return (
    <div role="group" aria-label={t(`followUp.${channel}.label`)} className="flex flex-wrap items-center gap-1.5">
      <span className="text-sm text-muted-foreground">{t(`followUp.${channel}.label`)}</span>
      {[...ofDistinctDays(CHOICES, today), "day" as const].map((how) => (
        <Button
          key={how}
          size="sm"
          aria-pressed={how === chosen.how}
          className={chosenClass}
          onClick={() => {
            choose({ how: how === chosen.how ? "none" : how });
          }}
        >
          {t(`putOff.${how}`)}
        </Button>
      ))}
      {chosen.how === "day" && (
        <div className="grid w-full grid-cols-2 gap-3">
          <Field label={t("day")}>
            <DateInput
              required
              autoFocus
              min={today}
              value={chosen.day}
              onChange={({ target }) => {
                choose({ day: target.value });
              }}
            />
          </Field>
          <Field label={t("time")} hint={t("timeHint")}>
            <Input
              type="time"
              value={chosen.time}
              onChange={({ target }) => {
                choose({ time: target.value });
              }}
            />
          </Field>
        </div>
      )}
    </div>
  );
}
