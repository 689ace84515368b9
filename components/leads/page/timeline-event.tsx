"use client";

import {
  ArrowLeftRight,
  CalendarDays,
  BellRing,
  CircleDot,
  Clock,
  Hourglass,
  ListChecks,
  ListTodo,
  Mail,
  MailCheck,
  MailX,
  Merge,
  MessageCircle,
  MessageSquareText,
  NotebookPen,
  Paperclip,
  Pencil,
  Phone,
  Repeat,
  Sparkles,
  Split,
  Tags,
  UserRound,
} from "lucide-react";
import { Link } from "@/components/ui/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { CorrectContact, quietClass } from "@/components/leads/page/correct-contact";
import { useDesk } from "@/components/leads/page/lead-desk";
import { RowDetail, TimelineDetail } from "@/components/leads/page/timeline-detail";
import { TimelineSentence } from "@/components/leads/page/timeline-sentence";
import { TimelineItem } from "@/components/ui/timeline";
import { formatDateTime, formatRelative } from "@/lib/core/format";
import { outcomeOf, partOf } from "@/components/leads/page/timeline-folding";
import type { Tone } from "@/components/ui/tone";
import type { ContactChannel } from "@/lib/leads/schema";
import type { TimelineRow } from "@/components/leads/page/timeline-folding";
import type { TimelineEntry } from "@/lib/leads/timeline/schema";

/** Who did what and when, and below it what changed; what was done in one go is one row that opens. */
export function TimelineEvent({ row }: { row: TimelineRow }) {
  const t = useTranslations("timeline");
  const { lead, now, to } = useDesk();
  const [open, setOpen] = useState(false);
  const { head, parts } = row;
  const { icon, tone } = lookOf(outcomeOf(row) === "takenBack" ? (partOf(row, "contactTakenBack") ?? head) : head);
  return (
    <TimelineItem
      icon={icon}
      tone={tone}
      title={
        <>
          <TimelineSentence entry={head} result={outcomeOf(row)} />
          {head.of !== undefined && <span className="text-muted-foreground"> · {head.of}</span>}
        </>
      }
      time={{ text: formatRelative(head.at, now, to), exact: formatDateTime(head.at, to), iso: head.at }}
    >
      {head.import && <ByImport by={head.import} />}
      {open ? <Steps entries={[head, ...parts]} /> : <RowDetail row={row} />}
      <div className="flex gap-4 empty:hidden print:hidden">
        {parts.length > 0 && (
          <button
            type="button"
            aria-expanded={open}
            className={quietClass}
            onClick={() => {
              setOpen(!open);
            }}
          >
            {open ? t("fold") : t("unfold", { count: parts.length + 1 })}
          </button>
        )}
        {lead.can.contact && <Correctable row={row} />}
      </div>
    </TimelineItem>
  );
}

/** Of one's own contact, once it was said how it went. */
function Correctable({ row }: { row: TimelineRow }) {
  const { head } = row;
  if (head.kind !== "contact" && head.kind !== "outcome") return null;
  if (!head.own || (head.kind === "contact" && outcomeOf(row) === "pending")) return null;
  return <CorrectContact channel={head.channel} attemptId={head.attemptId} own={head.own} />;
}

/** It came with a file, or went again when that was taken back. */
function ByImport({ by: { id, name, undone } }: { by: NonNullable<TimelineEntry["import"]> }) {
  const t = useTranslations("timeline");
  const file = () =>
    id === null ? (
      <span className="wrap-anywhere">{name}</span>
    ) : (
      <Link href={`/intake/imports/${id}`} className="underline wrap-anywhere">
        {name}
      </Link>
    );
  return <p className="mb-1 text-muted-foreground">{t.rich(undone ? "byImportUndone" : "byImport", { file })}</p>;
}

/** Each step by itself, with its own time. */
function Steps({ entries }: { entries: TimelineEntry[] }) {
  const { to } = useDesk();
  return (
    <ol className="flex flex-col gap-2.5 border-l pl-3">
      {entries.map((entry) => (
        <li key={entry.seq} className="flex flex-col gap-1">
          <span>
            <TimelineSentence entry={entry} />{" "}
            <time dateTime={entry.at} className="text-xs text-muted-foreground">
              {formatDateTime(entry.at, to)}
            </time>
          </span>
          <TimelineDetail entry={entry} />
        </li>
      ))}
    </ol>
  );
}

const CHANNEL_ICONS: Record<ContactChannel, React.ReactNode> = {
  call: <Phone />,
  whatsapp: <MessageCircle />,
  mail: <Mail />,
  meeting: <CalendarDays />,
};

function lookOf(entry: TimelineEntry): { icon: React.ReactNode; tone: Tone } {
  switch (entry.kind) {
    case "created":
      return { icon: <Sparkles />, tone: "blue" };
    case "classified":
      return { icon: <Tags />, tone: "gray" };
    case "assigned":
      return { icon: <UserRound />, tone: "violet" };
    case "status":
      return { icon: <CircleDot />, tone: "teal" };
    case "fields":
      return entry.changes.every(({ field }) => field === "managementMessage")
        ? { icon: <MessageSquareText />, tone: "blue" }
        : { icon: <Pencil />, tone: "gray" };
    case "contact":
      return { icon: CHANNEL_ICONS[entry.channel], tone: "green" };
    case "outcome":
      return { icon: CHANNEL_ICONS[entry.channel], tone: "green" };
    case "contactTakenBack":
      return { icon: CHANNEL_ICONS[entry.channel], tone: "gray" };
    case "note":
      return { icon: <NotebookPen />, tone: "amber" };
    case "filesAdded":
    case "fileRemoved":
      return { icon: <Paperclip />, tone: "amber" };
    case "touched":
      return { icon: <Repeat />, tone: "blue" };
    case "touchRemoved":
      return { icon: <MailX />, tone: "gray" };
    case "merged":
    case "mergedInto":
      return { icon: <Merge />, tone: "violet" };
    case "unmerged":
    case "restored":
    case "notSame":
      return { icon: <Split />, tone: "violet" };
    case "dueSoon":
      return { icon: <Clock />, tone: "amber" };
    case "overdue":
      return { icon: <Clock />, tone: "red" };
    case "rotting":
      return { icon: <Hourglass />, tone: "amber" };
    case "taskAdded":
    case "taskChanged":
    case "taskReopened":
    case "taskRemoved":
      return { icon: <ListTodo />, tone: "gray" };
    case "taskDone":
      return { icon: <ListChecks />, tone: "green" };
    case "waiting":
    case "waitingOver":
      return { icon: <Hourglass />, tone: "amber" };
    case "reminded":
    case "escalated":
      return { icon: <BellRing />, tone: "amber" };
    case "emailKept":
      return { icon: <MailCheck />, tone: "gray" };
    case "other":
      return { icon: <ArrowLeftRight />, tone: "gray" };
  }
}
