import { addDays } from "@/lib/leads/tasks/recurrence";
import type { TaskView } from "@/lib/leads/tasks/schema";

const MINUTE = 60_000;
/** A task has no length; calendars draw one of these. */
const SHOWN_MINUTES = 30;
const LONGEST_LINE = 75;

/** Tasks as a calendar (RFC 5545). They are events: few calendar programs show to-dos of a subscription. */
export function calendarOf(tasks: readonly TaskView[], { baseUrl, now }: { baseUrl: string; now: Date }): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Leads Manager//Tasks//EN",
    "CALSCALE:GREGORIAN",
    "X-WR-CALNAME:Leads Manager",
    "REFRESH-INTERVAL;VALUE=DURATION:PT15M",
    ...tasks.flatMap((task) => eventOf(task, baseUrl, now)),
    "END:VCALENDAR",
  ];
  return `${lines.map(folded).join("\r\n")}\r\n`;
}

function eventOf(task: TaskView, baseUrl: string, now: Date): string[] {
  const { lead, due } = task;
  const title = lead ? `${task.title} · ${lead.label} ${lead.title}` : task.title;
  const link = lead && baseUrl !== "" ? `${baseUrl}/leads/${lead.number}` : "";
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
    ...(task.notes === "" ? [] : [`DESCRIPTION:${escaped(task.notes)}`]),
    ...(link === "" ? [] : [`URL:${link}`]),
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
  ];
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
