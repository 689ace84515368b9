import { taskWordsIn } from "@/lib/i18n/words-in";
import { MORNING_MINUTES } from "@/lib/leads/tasks/moments";
import { addDays } from "@/lib/leads/tasks/recurrence";
import { repeatOf } from "@/lib/leads/tasks/schema";
import type { TaskView } from "@/lib/leads/tasks/schema";

const MINUTE = 60_000;
/** A task has no length; calendars draw one of these. */
const SHOWN_MINUTES = 30;
const LONGEST_LINE = 75;

type Shown = { baseUrl: string; now: Date; locale: string };

/** Tasks as a calendar (RFC 5545). They are events: few calendar programs show to-dos of a subscription. */
export function calendarOf(tasks: readonly TaskView[], shown: Shown): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Leads Manager//Tasks//EN",
    "CALSCALE:GREGORIAN",
    "X-WR-CALNAME:Leads Manager",
    "REFRESH-INTERVAL;VALUE=DURATION:PT15M",
    ...tasks.flatMap((task) => eventOf(task, shown)),
    "END:VCALENDAR",
  ];
  return `${lines.map(folded).join("\r\n")}\r\n`;
}

function eventOf(task: TaskView, { baseUrl, now, locale }: Shown): string[] {
  const { lead, due } = task;
  const title = lead ? `${task.title} · ${lead.label} ${lead.title}` : task.title;
  const link = lead && baseUrl !== "" ? `${baseUrl}/leads/${lead.number}` : "";
  const description = [task.notes, repeatText(task, locale)].filter(Boolean).join("\n\n");
  const at = Date.parse(task.dueAt);
  const when =
    due.time === null
      ? [`DTSTART;VALUE=DATE:${dayText(due.day)}`, `DTEND;VALUE=DATE:${dayText(addDays(due.day, 1))}`]
      : [`DTSTART:${momentText(at)}`, `DTEND:${momentText(at + SHOWN_MINUTES * MINUTE)}`];
  return [
    "BEGIN:VEVENT",
    `UID:${task.id}@leads-manager`,
    `DTSTAMP:${momentText(now.getTime())}`,
    ...when,
    `SUMMARY:${escaped(title)}`,
    ...(description === "" ? [] : [`DESCRIPTION:${escaped(description)}`]),
    ...(link === "" ? [] : [`URL:${link}`]),
    "TRANSP:TRANSPARENT",
    ...alarmOf(task, title),
    "END:VEVENT",
  ];
}

/**
 * In words and not as an RRULE: the next one is there when this one is done, after that day and no earlier, and a month
 * without a 31st has it on its last day. A calendar would draw, and ring for, days on which there is no task.
 */
function repeatText({ repeat }: TaskView, locale: string): string {
  if (repeat === "") return "";
  const t = taskWordsIn(locale);
  return t("feed.repeats", { how: t(`repeats.${repeatOf(repeat) ?? "some"}`) });
}

/** When the mail reminds: before the time it is due, of a whole day before its morning. */
function alarmOf({ remind, due }: TaskView, title: string): string[] {
  if (remind === null) return [];
  const after = (due.time === null ? MORNING_MINUTES : 0) - remind;
  const trigger = `${after < 0 ? "-" : ""}PT${Math.abs(after)}M`;
  return ["BEGIN:VALARM", "ACTION:DISPLAY", `DESCRIPTION:${escaped(title)}`, `TRIGGER:${trigger}`, "END:VALARM"];
}

const dayText = (day: string) => day.replaceAll("-", "");
const momentText = (at: number) => new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, "");

function escaped(text: string): string {
  const written = text.replace(/[\\;,]/g, "\\$&").replace(/\r\n?|\n/g, "\\n");
  // What is left of control characters would end a line for some readers.
  return written.replace(/\p{Cc}/gu, " ");
}

/** Lines have at most 75 bytes; one that goes on begins with a space. No sign is cut in two. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = "";
  for (const sign of line) {
    if (Buffer.byteLength(part + sign) > LONGEST_LINE - (parts.length === 0 ? 0 : 1)) {
      parts.push(part);
      part = "";
    }
    part += sign;
  }
  return [...parts, part].join("\r\n ");
}
