"use client";

import { CalendarClock, CalendarPlus, Hourglass, ListChecks, Plus } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Link } from "@/components/ui/link";
import { useEffect, useState } from "react";
import { LaterDialog } from "@/components/tasks/later-dialog";
import { TaskDialog } from "@/components/tasks/task-dialog";
import { TaskRow } from "@/components/tasks/task-row";
import { isTaken } from "@/components/ui/keys";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Kbd } from "@/components/ui/kbd";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { formatDate } from "@/lib/core/format";
import { leadHref } from "@/lib/leads/list/schema";
import { TASKS_SHOWN, dayHref } from "@/lib/leads/tasks/schema";
import type { DayPart, MyDay as Day, TaskView, WaitingLead } from "@/lib/leads/tasks/schema";

type MyDayProps = {
  day: Day;
  now: string;
  meId: string;
  /** One came here to add something. */
  isAdding: boolean;
};
type Asking = { task?: TaskView; lead: { id: string; label: string } | null };

/** What one has to do: what is late or has waited long enough first, then today, then the days after. */
export function MyDay({ day, now, meId, isAdding }: MyDayProps) {
  const t = useTranslations("tasks");
  const [asking, setAsking] = useState<Asking | undefined>(isAdding ? { lead: null } : undefined);
  const up = day.waiting.filter(({ until }) => until <= day.day);
  const coming = day.waiting.filter(({ until }) => until > day.day);
  const isClear = day.counts.overdue + day.counts.today + up.length === 0;
  const nothing = isClear && day.counts.week + day.waiting.length + day.counts.later === 0;

  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.key.toLowerCase() !== "t" || isTaken(event)) return;
      event.preventDefault();
      setAsking({ lead: null });
    }
    window.addEventListener("keydown", press);
    return () => {
      window.removeEventListener("keydown", press);
    };
  }, []);

  const add = (
    <Button
      variant="primary"
      onClick={() => {
        setAsking({ lead: null });
      }}
    >
      <Plus aria-hidden />
      {t("new")}
      <span className="max-md:hidden">
        <Kbd>T</Kbd>
      </span>
    </Button>
  );
  const group = (key: DayPart | "doneToday", tasks: readonly TaskView[], count = tasks.length) =>
    tasks.length > 0 && (
      <Section title={t(`sections.${key}`, { count })}>
        <Card>
          <ul className="divide-y">
            {tasks.map((task) => (
              <TaskRow
                key={task.id}
                task={task}
                now={now}
                today={day.day}
                withLead
                withAssignee={task.assignee.id !== meId}
                onEdit={(edited) => {
                  setAsking({ task: edited, lead: edited.lead });
                }}
              />
            ))}
          </ul>
          {tasks.length < count && (
            <LinkButton
              variant="ghost"
              className="w-full rounded-t-none border-t"
              scroll={false}
              href={dayHref({ ...day.shown, shown: day.shown.shown + TASKS_SHOWN })}
            >
              {t("waiting.more", { count: count - tasks.length })}
            </LinkButton>
          )}
        </Card>
      </Section>
    );
  const waiting = (when: "up" | "coming", leads: readonly WaitingLead[]) =>
    leads.length > 0 && (
      <Waiting
        today={day.day}
        when={when}
        leads={leads}
        onTask={(lead) => {
          setAsking({ lead });
        }}
      />
    );
  return (
    <div className="flex flex-col gap-6">
      <PageHeader title={t("pageTitle")} description={t("pageText")} actions={add} />
      {nothing && (
        <Card>
          <EmptyState icon={<ListChecks />} title={t("empty")} description={t("emptyText")} />
        </Card>
      )}
      {isClear && !nothing && <p className="text-sm text-muted-foreground">{t("clear")}</p>}
      {group("overdue", day.overdue, day.counts.overdue)}
      {waiting("up", up)}
      {group("today", day.today, day.counts.today)}
      {group("week", day.week, day.counts.week)}
      {waiting("coming", coming)}
      {group("later", day.later, day.counts.later)}
      {day.counts.later > day.later.length && !day.shown.later && (
        <p className="text-sm text-muted-foreground">
          {t("later", { count: day.counts.later })}{" "}
          <Link
            href={dayHref({ ...day.shown, later: true })}
            scroll={false}
            className="underline hover:text-foreground"
          >
            {t("showLater")}
          </Link>
        </p>
      )}
      {group("doneToday", day.done)}
      {asking && (
        <TaskDialog
          task={asking.task}
          lead={asking.lead}
          mayAssign={false}
          today={day.day}
          meId={meId}
          onClose={() => {
            setAsking(undefined);
          }}
        />
      )}
    </div>
  );
}

type WaitingProps = {
  today: string;
  when: "up" | "coming";
  leads: readonly WaitingLead[];
  onTask: (lead: WaitingLead) => void;
};

/** What comes after them is found without scrolling past all. */
const FEW = 5;

/** Leads that waited for a day which has come, or comes within the week. A day gone by says its year. */
function Waiting({ today, when, leads, onTask }: WaitingProps) {
  const t = useTranslations("tasks");
  const [moving, setMoving] = useState<WaitingLead>();
  const [all, setAll] = useState(false);
  const shown = all ? leads : leads.slice(0, FEW);
  const to = { locale: useLocale(), timeZone: "UTC" };
  return (
    <Section title={t(`waiting.${when}.title`)} description={t(`waiting.${when}.text`)}>
      <Card>
        <ul className="divide-y">
          {shown.map((lead) => (
            <li key={lead.id} className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2.5">
              <Hourglass aria-hidden className="size-4 shrink-0 text-muted-foreground" />
              <div className="min-w-0 flex-1 basis-48">
                <Link href={leadHref(lead.number)} className="text-sm font-medium wrap-anywhere hover:underline">
                  {lead.title}
                </Link>
                <p className="text-xs text-muted-foreground">
                  {t("waitsUntil", { lead: lead.label, day: formatDate(`${lead.until}T00:00Z`, to) })}
                </p>
              </div>
              <LinkButton
                size="sm"
                href={leadHref(lead.number)}
                aria-label={t("waiting.openNamed", { lead: lead.label })}
              >
                {t("waiting.open")}
              </LinkButton>
              <Button
                size="sm"
                aria-label={t("waiting.laterNamed", { lead: lead.label })}
                onClick={() => {
                  setMoving(lead);
                }}
              >
                <CalendarClock aria-hidden />
                {t("waiting.later")}
              </Button>
              <Button
                size="sm"
                onClick={() => {
                  onTask(lead);
                }}
              >
                <CalendarPlus aria-hidden />
                {t("new")}
              </Button>
            </li>
          ))}
        </ul>
        {shown.length < leads.length && (
          <Button
            variant="ghost"
            className="w-full rounded-t-none border-t"
            onClick={() => {
              setAll(true);
            }}
          >
            {t("waiting.more", { count: leads.length - shown.length })}
          </Button>
        )}
      </Card>
      {moving && (
        <LaterDialog
          lead={moving}
          today={today}
          onClose={() => {
            setMoving(undefined);
          }}
        />
      )}
    </Section>
  );
}
