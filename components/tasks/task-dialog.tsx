"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { lost } from "@/components/form/use-outcome";
import { useRefresh } from "@/components/live/use-refresh";
import { changedFields } from "@/components/form/changed-fields";
import { typedKey } from "@/components/form/kept";
import { SelectField, TextField } from "@/components/form/fields";
import { useActionForm } from "@/components/form/use-action-form";
import { useKeptTyping } from "@/components/form/use-kept-typing";
import { forget, onLead } from "@/components/leads/page/typed-on-lead";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { notify } from "@/components/ui/notify";
import { Textarea } from "@/components/ui/textarea";
import { possibleOwnersAction } from "@/lib/leads/ownership/actions";
import { addTaskAction, updateTaskAction } from "@/lib/leads/tasks/actions";
import { REMINDS, repeatOf, REPEATS } from "@/lib/leads/tasks/schema";
import type { ActionResult } from "@/lib/core/define-action";
import type { PossibleOwner } from "@/lib/leads/ownership/schema";
import type { Remind, Repeat, SeenTask, TaskView } from "@/lib/leads/tasks/schema";

type TaskFields = {
  title: string;
  day: string;
  time: string;
  remind: string;
  repeat: string;
  assigneeId: string;
  notes: string;
};
/** `seen`: of a task that is edited, what it was when that began. */
type TaskForm = TaskFields & { seen: SeenTask };

export type TaskDialogProps = {
  /** The one that is edited; a new one otherwise. */
  task?: TaskView | undefined;
  /** What a new one is about. */
  lead: { id: string; label: string } | null;
  /** Somebody else may be given it. */
  mayAssign: boolean;
  /** As `2026-11-28`. */
  today: string;
  /** Whose a new one is unless somebody else is chosen. */
  meId: string;
  onClose: () => void;
};

/** What is to be done, by when and by whom. */
export function TaskDialog({ task, lead, mayAssign, today, meId, onClose }: TaskDialogProps) {
  const t = useTranslations("tasks");
  const common = useTranslations("common");
  const refresh = useRefresh();
  const first = formOf(task, today, meId);
  const people = usePeople(mayAssign ? (lead?.id ?? null) : null);
  const { form, failure, pending, onSubmit } = useActionForm<TaskForm, unknown>({
    defaultValues: { ...first, seen: task ? seenOf(task) : {} },
    submit: ({ seen, ...typed }): Promise<ActionResult<unknown>> => {
      if (!task) return addTaskAction({ ...inputOf(typed), leadId: lead?.id ?? null });
      const { set } = changedFields(typed, first, first);
      if (Object.keys(set).length === 0) return Promise.resolve({ ok: true, data: null });
      return updateTaskAction({ taskId: task.id, set: partsOf(inputOf(typed), set), seen });
    },
    // Told of the other value, whoever saves again has seen it.
    onRefused: ({ details }) => {
      if (details?.["field"] === undefined || details["seen"] === undefined) return;
      const seen = { ...form.getValues("seen"), [details["field"]]: JSON.parse(details["seen"]) as unknown };
      form.setValue("seen", seen);
    },
    fieldNames: {
      ...{ "due.day": "day", "due.time": "time" },
      ...{ "set.due.day": "day", "set.due.time": "time", "set.title": "title", "set.notes": "notes" },
      ...{ due: "day", "set.remind": "remind", "set.repeat": "repeat", "set.assigneeId": "assigneeId" },
    },
    onDone: () => {
      notify.success(t(task ? "saved" : "added"));
      close();
      refresh();
    },
  });
  const place = task ? `task:${task.id}` : "task";
  const key = lead ? onLead(meId, lead.id, place) : typedKey(meId, place);
  useKeptTyping(form, key, ({ seen, ...typed }) => ({ ...changedFields(typed, first, first).set, seen }));
  /** Done or given up. Whoever only shuts it finds it again as they left it. */
  function close() {
    forget(key);
    onClose();
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <DialogContent
        title={t(task ? "edit" : "new")}
        description={lead ? t("about", { lead: lead.label }) : undefined}
        closeLabel={common("close")}
        footer={
          <>
            <Button onClick={close}>{common("cancel")}</Button>
            <Button type="submit" form="task" variant="primary" pending={pending}>
              {common("save")}
            </Button>
          </>
        }
      >
        <form id="task" noValidate onSubmit={(event) => void onSubmit(event)} className="flex flex-col gap-4">
          {failure !== undefined && <Alert variant="danger">{failure}</Alert>}
          <TextField
            control={form.control}
            name="title"
            label={t("title")}
            placeholder={t("titleHint")}
            required
            autoComplete="off"
            autoFocus
          />
          <div className="grid grid-cols-2 gap-3">
            <TextField control={form.control} name="day" label={t("day")} type="date" required />
            <TextField control={form.control} name="time" label={t("time")} type="time" hint={t("timeHint")} />
            <SelectField
              control={form.control}
              name="remind"
              label={t("remind")}
              required
              options={REMINDS.map((one) => ({ value: String(one), label: t(`reminds.${one ?? "never"}`) }))}
            />
            <SelectField
              control={form.control}
              name="repeat"
              label={t("repeat")}
              required
              options={(Object.keys(REPEATS) as Repeat[]).map((one) => ({ value: one, label: t(`repeats.${one}`) }))}
            />
          </div>
          {people !== null && (
            <SelectField
              control={form.control}
              name="assigneeId"
              label={t("assignee")}
              required
              options={withPresent(people, task)}
            />
          )}
          <Field label={t("notes")} note={common("optional")} error={form.formState.errors.notes?.message}>
            <Textarea rows={2} {...form.register("notes")} />
          </Field>
        </form>
      </DialogContent>
    </Dialog>
  );
}

type Person = { value: string; label: string };

/** Who can work the lead, for whoever assigns; null while they are on their way, or where nobody is asked. */
function usePeople(leadId: string | null): Person[] | null {
  const t = useTranslations("picker");
  const [people, setPeople] = useState<PossibleOwner[] | null>(null);
  useEffect(() => {
    if (leadId === null) return;
    let gone = false;
    void possibleOwnersAction({ leadId })
      .catch(lost)
      .then((result) => {
        if (!gone && result.ok) setPeople(result.data);
      });
    return () => {
      gone = true;
    };
  }, [leadId]);
  return (
    people?.map(({ id, name, invited }) => ({ value: id, label: invited ? t("invitedName", { name }) : name })) ?? null
  );
}

/** Whose it is may not be able to work the lead any more. */
function withPresent(people: Person[], task: TaskView | undefined): Person[] {
  if (!task || people.some(({ value }) => value === task.assignee.id)) return people;
  return [{ value: task.assignee.id, label: task.assignee.name }, ...people];
}

function formOf(task: TaskView | undefined, today: string, meId: string): TaskFields {
  if (!task) {
    return { title: "", day: today, time: "", remind: "null", repeat: "never", assigneeId: meId, notes: "" };
  }
  const { title, due, remind, repeat, assignee, notes } = task;
  const known = repeatOf(repeat) ?? "never";
  return {
    title,
    day: due.day,
    time: due.time ?? "",
    remind: String(remind),
    repeat: known,
    assigneeId: assignee.id,
    notes,
  };
}

/** What of the input was changed. */
function partsOf({ due, ...rest }: ReturnType<typeof inputOf>, set: Partial<TaskFields>) {
  const changed = Object.entries(rest).filter(([name]) => name in set);
  return {
    ...(Object.fromEntries(changed) as Partial<typeof rest>),
    ...(("day" in set || "time" in set) && { due }),
  };
}

function seenOf({ title, notes, due, remind, repeat, assignee }: TaskView): SeenTask {
  return { title, notes, due, remind, repeat, assigneeId: assignee.id };
}

function inputOf(typed: TaskFields) {
  return {
    title: typed.title,
    notes: typed.notes,
    due: { day: typed.day, time: typed.time === "" ? null : typed.time.slice(0, 5) },
    remind: (typed.remind === "null" ? null : Number(typed.remind)) as Remind,
    repeat: REPEATS[typed.repeat as Repeat],
    assigneeId: typed.assigneeId,
  };
}
