import { z } from "zod";
import { dayInput } from "@/lib/core/day";
import { visible } from "@/lib/core/text";
import { readRule } from "@/lib/leads/tasks/recurrence";

/** Minutes before it is due; null: not at all. */
export const REMINDS = [null, 0, 15, 60, 1440] as const;
export type Remind = (typeof REMINDS)[number];

/** What is offered; any rule of the same parts is understood. */
export const REPEATS = {
  never: "",
  daily: "FREQ=DAILY",
  workdays: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
  weekly: "FREQ=WEEKLY",
  fortnightly: "FREQ=WEEKLY;INTERVAL=2",
  monthly: "FREQ=MONTHLY",
  yearly: "FREQ=YEARLY",
} as const;
export type Repeat = keyof typeof REPEATS;

/** Which of those offered a rule is, if it is one. */
export function repeatOf(rule: string): Repeat | undefined {
  return (Object.keys(REPEATS) as Repeat[]).find((one) => REPEATS[one] === rule);
}

const line = z
  .string()
  .transform((typed) => visible(typed).replace(/\s+/g, " ").trim())
  .pipe(z.string().min(1, "required").max(200, "tooLong"));
const dueInput = z.object({
  day: dayInput,
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "notValid")
    .nullable(),
});

const taskFields = {
  title: line,
  notes: z
    .string()
    .transform((typed) => visible(typed).trim())
    .pipe(z.string().max(5000, "tooLong")),
  due: dueInput,
  remind: z.literal(REMINDS, "notValid"),
  repeat: z.string().refine((rule) => rule === "" || readRule(rule) !== null, "notValid"),
  assigneeId: z.uuid("required"),
};

export const addTaskInput = z.object({
  ...taskFields,
  leadId: z.uuid().nullable(),
  notes: taskFields.notes.default(""),
  remind: taskFields.remind.default(null),
  repeat: taskFields.repeat.default(""),
  /** Nobody said: oneself. */
  assigneeId: z.uuid().nullable().default(null),
});
export type AddTaskInput = z.output<typeof addTaskInput>;

export const updateTaskInput = z.object({
  taskId: z.uuid(),
  set: z.object(taskFields).partial(),
  /** Another time for this once: a series stays where it was. */
  putOff: z.boolean().optional(),
  /** What was shown of the fields that are set, as it was: another value in the meantime is a conflict. */
  seen: z
    .object({
      title: z.string(),
      notes: z.string(),
      due: z.object({ day: z.string(), time: z.string().nullable() }),
      remind: taskFields.remind,
      repeat: z.string(),
      assigneeId: z.string(),
    })
    .partial(),
});
export type UpdateTaskInput = z.output<typeof updateTaskInput>;
export type SeenTask = UpdateTaskInput["seen"];

export const taskIdInput = z.object({ taskId: z.uuid() });
/** `removed`: what was answered when it was deleted. */
export const restoreTaskInput = z.object({ taskId: z.uuid(), removed: z.string().max(100_000) });
export type RestoreTaskInput = z.output<typeof restoreTaskInput>;

export type TaskView = {
  id: string;
  title: string;
  notes: string;
  dueAt: string;
  /** As it is typed, on the reader's clock. */
  due: { day: string; time: string | null };
  remind: Remind;
  repeat: string;
  assignee: { id: string; name: string };
  doneAt: string | null;
  doneBy: string;
  lead: { id: string; number: number; label: string; title: string } | null;
  editable: boolean;
};

/** A lead that waits until a day which is near or gone. */
export type WaitingLead = {
  id: string;
  number: number;
  label: string;
  title: string;
  statusId: string;
  until: string;
};

/** What one has to do, in parts by when. */
export const DAY_PARTS = ["overdue", "today", "week", "later"] as const;
export type DayPart = (typeof DAY_PARTS)[number];

/** Of each part so many at first, and so many more whenever more are asked for. */
export const TASKS_SHOWN = 200;
const MOST_SHOWN = 20_000;

/** How far the page shows it, by its address: so many of each part, and those for later too. */
export const dayAddress = z.object({
  shown: z.coerce.number().int().min(TASKS_SHOWN).max(MOST_SHOWN).catch(TASKS_SHOWN),
  later: z.stringbool().catch(false),
});
export type DayShown = z.output<typeof dayAddress>;

export function dayHref({ shown, later }: DayShown): string {
  return `/tasks?${new URLSearchParams({ shown: String(shown), ...(later && { later: "1" }) }).toString()}`;
}

export type MyDay = Record<DayPart, TaskView[]> & {
  /** How many each part has, shown or not. */
  counts: Record<DayPart, number>;
  shown: DayShown;
  done: TaskView[];
  waiting: WaitingLead[];
  /** On the reader's clock. */
  day: string;
};
