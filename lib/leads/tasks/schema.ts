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

export type MyDay = {
  overdue: TaskView[];
  today: TaskView[];
  week: TaskView[];
  /** Later ones, of which there are so many. */
  later: number;
  done: TaskView[];
  waiting: WaitingLead[];
  /** On the reader's clock. */
  day: string;
};
