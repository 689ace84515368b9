"use client";

import {
  ArrowLeftRight,
  CalendarDays,
  CircleDot,
  Mail,
  MessageCircle,
  NotebookPen,
  Pencil,
  Phone,
  Repeat,
  Sparkles,
  Tags,
  UserRound,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { useDesk } from "@/components/leads/page/lead-desk";
import { TimelineDetail } from "@/components/leads/page/timeline-detail";
import { TimelineItem } from "@/components/ui/timeline";
import { formatDateTime, formatRelative } from "@/lib/core/format";
import type { Tone } from "@/components/ui/tone";
import type { ContactChannel } from "@/lib/leads/schema";
import type { TimelineEntry } from "@/lib/leads/timeline/schema";

/** One event: who did what and when, and below it what changed. */
export function TimelineEvent({ entry }: { entry: TimelineEntry }) {
  const { now, to } = useDesk();
  const { icon, tone } = lookOf(entry);
  return (
    <TimelineItem
      icon={icon}
      tone={tone}
      title={<Sentence entry={entry} />}
      time={{ text: formatRelative(entry.at, now, to), exact: formatDateTime(entry.at, to), iso: entry.at }}
    >
      <TimelineDetail entry={entry} />
    </TimelineItem>
  );
}

function Sentence({ entry }: { entry: TimelineEntry }) {
  const t = useTranslations("timeline");
  const who = entry.actor.type === "user" ? entry.actor.name : t(entry.actor.type === "source" ? "source" : "system");
  const values = {
    who,
    strong: (words: React.ReactNode) => <span className="font-medium wrap-anywhere">{words}</span>,
  };
  switch (entry.kind) {
    case "created":
      return entry.source
        ? t.rich("said.created", { ...values, source: entry.source })
        : t.rich("said.createdByHand", values);
    case "assigned":
      if (entry.to === "") return t.rich("said.unassigned", { ...values, from: entry.from });
      return t.rich(entry.method === "default-owner" ? "said.defaultOwner" : "said.assigned", {
        ...values,
        to: entry.to,
      });
    case "fields":
      return t.rich("said.fields", { ...values, count: entry.changes.length });
    case "contact":
      return t.rich(`said.contact.${entry.channel}`, values);
    case "other":
      return t.rich("said.other", { ...values, name: entry.name });
    case "touched":
      return t.rich("said.touched", { ...values, source: entry.source || t("source") });
    default:
      return t.rich(`said.${entry.kind}`, values);
  }
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
      return { icon: <Pencil />, tone: "gray" };
    case "contact":
      return { icon: CHANNEL_ICONS[entry.channel], tone: "green" };
    case "outcome":
      return { icon: CHANNEL_ICONS[entry.channel], tone: "green" };
    case "note":
      return { icon: <NotebookPen />, tone: "amber" };
    case "touched":
      return { icon: <Repeat />, tone: "blue" };
    case "other":
      return { icon: <ArrowLeftRight />, tone: "gray" };
  }
}
